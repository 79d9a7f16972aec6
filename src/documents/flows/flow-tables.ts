import { type ColumnDescriptions, count, figure, type Table, text, toColumns } from '../table.ts';
import type { FlowRow, FlowTask } from './flows.ts';

const fraction = 'A dataset of k tasks counts 1/k for each';

const flow: ColumnDescriptions<keyof FlowRow> = {
  from: text('Task of what is used; (outside): it is not in the snapshot', {
    emptyWhen: 'what is used has no task',
  }),
  to: text('Task of the models that use it', { emptyWhen: 'these models have none' }),
  uses: figure(`Pairs of such a model and what it uses. ${fraction}`, 'pairs', { formula: 'Σ 1/k' }),
  shareOfTo: figure('Share of all uses by models of the task `to`', 'share, 0–1', {
    ...{ kind: 'share', heading: 'share', formula: 'uses / uses of to' },
  }),
};

/** `rows` of `flows`. */
export const flowTable: Table = { name: 'flows', command: 'flows', columns: toColumns(flow), csv: true };

const task: ColumnDescriptions<keyof FlowTask> = {
  task: text('Task of the using models', { emptyWhen: 'these models have none' }),
  uses: count('Pairs of a model of the task and what it uses', 'pairs'),
  own: figure(`Uses of what was made for the same task. ${fraction}`, 'pairs', { formula: 'Σ 1/k' }),
  imported: figure(`Uses of what was made for another task. ${fraction}`, 'pairs', {
    formula: 'uses of listed things with a task − own',
  }),
  outside: count('Uses of what is not in the snapshot', 'pairs'),
  ownShare: figure('Share of its own among the uses of listed things with a task', 'share, 0–1', {
    ...{ kind: 'share', heading: 'own share', formula: 'own / (own + imported)' },
    emptyWhen: 'it uses nothing listed with a task',
  }),
  sources: count('Tasks that what it uses was made for', 'tasks'),
  effectiveSources: figure('Effective number of these tasks', 'tasks', {
    ...{ heading: 'eff. sources', formula: 'exp(−Σ p ln p), p over these tasks', reference: 'Hill 1973' },
    emptyWhen: 'it uses nothing listed with a task',
  }),
};

/** `tasks` of `flows`. */
export const flowTaskTable: Table = { name: 'flowTasks', command: 'flows', columns: toColumns(task) };
