import type { GridChoice, GridFigures } from '../../definitions/grid-choices.ts';
import { type Measure, measuresOf, type Population, type Protocol } from '../../definitions/protocols.ts';
import { modalityUnder } from '../../definitions/scope.ts';
import type { Modality } from '../../definitions/tasks.ts';
import type { GridRow } from './grid-table.ts';

/** The protocol's own rows: the cells that the grid is about. */
export function toOwnRows(
  figures: readonly GridFigures[],
  measure: Measure,
  modality: Modality,
  protocol: Protocol,
): GridRow[] {
  return figures
    .filter(
      (entry) =>
        entry.measure === measure.measure &&
        entry.choice === 'protocol' &&
        entry.setting === protocol &&
        modalityUnder(protocol, entry.task) === modality,
    )
    .map((entry) => toRow(entry, measure, modality, measure.population, null))
    .sort((a, b) => (b.mean ?? -1) - (a.mean ?? -1) || (a.task < b.task ? -1 : 1));
}

/**
 * The rows of one choice, in the order of the protocol's own; where the choice does not apply to a task there is none.
 */
export function rowsUnder(
  figures: readonly GridFigures[],
  measure: Measure,
  modality: Modality,
  { choice, setting }: Pick<GridChoice, 'choice' | 'setting'>,
  own: readonly GridRow[],
): GridRow[] {
  // The figures of the protocol itself are those of zeros in and of zeros out.
  const source = choice === 'zeros' ? own[0] : { choice, setting };
  const found = figures.filter(
    (entry) =>
      entry.measure === measure.measure &&
      entry.choice === source?.choice &&
      entry.setting === source?.setting,
  );
  return own.flatMap((row) => {
    const entry = found.find(({ task }) => task === row.task);
    if (entry === undefined) return [];
    const population =
      choice === 'zeros' ? (setting === 'in' ? 'all' : 'nonzero') : populationOf(entry.counted);
    // Zeros in where they are in already is not another choice.
    if (choice === 'zeros' && population === measure.population) return [];
    return [{ ...toRow(entry, measure, modality, population, row.mean), choice, setting }];
  });
}

/** A measure's headline population, which both protocols share. */
const populationOf = (measure: string): Population =>
  measuresOf.current.find((entry) => entry.measure === measure)?.population ?? 'all';

function toRow(
  entry: GridFigures,
  { question, measure }: Measure,
  modality: string,
  population: Population,
  own: number | null,
): GridRow {
  const [n, mean, sd] =
    population === 'all'
      ? [entry.nAll, entry.meanAll, entry.sdAll]
      : [entry.nNonzero, entry.meanNonzero, entry.sdNonzero];
  const { task, choice, setting } = entry;
  const meanChange = mean === null || own === null ? null : mean - own;
  const named = { question, measure, modality, task, choice, setting, population };
  return { ...named, n, mean, sd, meanChange, rank: null, ranked: 0 };
}

/** Gives each row its place by its mean. */
export function rankRows(rows: GridRow[]): GridRow[] {
  const means = rows.flatMap(({ mean }) => mean ?? []);
  return rows.map((row) => {
    const { mean } = row;
    const rank = mean === null ? null : 1 + means.filter((other) => other > mean).length;
    return { ...row, rank, ranked: means.length };
  });
}
