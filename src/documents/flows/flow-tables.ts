import { type ColumnDescriptions, count, figure, type Table, text, toColumns } from '../table.ts';
import type { FlowRow, FlowTask } from './flows.ts';

const fraction = 'A dataset with k tasks counts 1/k for each';

const flow: ColumnDescriptions<keyof FlowRow> = {
  from: text('Task of the repo that is used; (outside): it is not in the snapshot', {
    emptyWhen: 'that repo has no task',
  }),
  to: text('Task of the models that use it', { emptyWhen: 'these models have none' }),
  uses: figure(`Pairs of such a model and a repo that it uses. ${fraction}`, 'pairs', { formula: 'Σ 1/k' }),
  shareOfTo: figure('Share of all uses by models of the task `to`', 'share, 0–1', {
    ...{ kind: 'share', heading: 'share', formula: 'uses / uses of to' },
  }),
};

/** `rows` of `flows`. */
export const flowTable: Table = { name: 'flows', command: 'flows', columns: toColumns(flow), csv: true };

const task: ColumnDescriptions<keyof FlowTask> = {
  task: text('Task of the using models', { emptyWhen: 'these models have none' }),
  uses: count('Pairs of a model of the task and a repo that it uses', 'pairs'),
  own: figure(`Uses of repos made for the same task. ${fraction}`, 'pairs', { formula: 'Σ 1/k' }),
  imported: figure(`Uses of what was made for another task. ${fraction}`, 'pairs', {
    formula: 'uses of listed repos with a task − own',
  }),
  outside: count('Uses of repos that are not in the snapshot', 'pairs'),
  ownShare: figure('Share of its own task among the uses of listed repos with a task', 'share, 0–1', {
    ...{ kind: 'share', heading: 'own share', formula: 'own / (own + imported)' },
    emptyWhen: 'it uses no listed repo with a task',
  }),
  sources: count('Tasks that the repos it uses were made for', 'tasks'),
  effectiveSources: figure('Effective number of these tasks', 'tasks', {
    ...{ heading: 'eff. sources', formula: 'exp(−Σ p ln p), p over these tasks', reference: 'Hill 1973' },
    emptyWhen: 'it uses no listed repo with a task',
  }),
};

/** `tasks` of `flows`. */
export const flowTaskTable: Table = { name: 'flowTasks', command: 'flows', columns: toColumns(task) };
