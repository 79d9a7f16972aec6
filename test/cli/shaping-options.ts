/** The commands whose documents state what they were asked for. */
export const requestCommands = ['report', 'top', 'lineage', 'flows', 'diff', 'audit'] as const;

type Variants = Record<string, readonly (readonly string[])[]>;

const ofTasks: Variants = {
  '--modality': [
    ['--modality', 'cv'],
    ['--modality', 'nlp'],
  ],
  '--task': [
    ['--task', 'fill-mask'],
    ['--task', 'fill-mask', '--task', 'text-classification'],
  ],
};

const ofEdges: Variants = {
  '--relation': [
    ['--relation', 'merge'],
    ['--relation', 'merge,adapter'],
  ],
  '--created-before': [
    ['--created-before', '2024-01-01'],
    ['--created-before', '2023-01-01'],
  ],
};

const ofRows: Variants = {
  '--question': [
    ['--question', '1'],
    ['--question', '2,3'],
  ],
  '--measure': [
    ['--measure', 'owners-per-dataset'],
    ['--measure', 'models-per-dataset'],
  ],
  ...ofTasks,
  '--protocol': [['--protocol', 'study-2025']],
};

/**
 * Each option that may change what is counted, and command lines that give it. `{dataset}`, `{model}` and `{other}` are
 * a dataset, a base and one that derives from it.
 */
export const shapingOptions: Record<string, Variants> = {
  report: {
    ...ofRows,
    ...ofEdges,
    '--by': [['--by', 'modality']],
    '--every': [
      ['--every', 'year'],
      ['--every', 'quarter'],
    ],
    '--exclude-same-owner': [['--exclude-same-owner']],
    '--rarefy': [
      ['--rarefy', '5'],
      ['--rarefy', '6'],
    ],
    '--min-n': [
      ['--min-n', '30'],
      ['--min-n', '100'],
    ],
    '--ci': [
      ['--ci', '100'],
      ['--ci', '101'],
    ],
    '--seed': [
      ['--seed', '2', '--ci', '100'],
      ['--seed', '2', '--fit-p', '100'],
    ],
    '--fit-tail': [['--fit-tail']],
    '--fit-p': [
      ['--fit-p', '100'],
      ['--fit-p', '101'],
    ],
    '--lorenz': [['--lorenz']],
    '--compare': [['--compare', '--protocol', 'study-2025']],
    '--grid': [['--grid']],
  },
  top: {
    ...ofTasks,
    ...ofEdges,
    '--n': [
      ['--n', '5'],
      ['--n', '6'],
    ],
    '--rank-by': [
      ['--rank-by', 'owners'],
      ['--rank-by', 'downloads'],
    ],
  },
  flows: { '--modality': ofTasks['--modality'] ?? [] },
  diff: {
    ...ofRows,
    '--n': [
      ['--n', '5'],
      ['--n', '6'],
    ],
  },
  lineage: {
    '--users': [['{dataset}', '--users']],
    '--without': [
      ['--without', '{model}'],
      ['--without', '{model}', '--without', '{other}'],
    ],
    '--ages': [['--ages']],
    '--least': [
      ['--least', '2'],
      ['--least', '3'],
    ],
    '--up': [['--up', '0']],
    '--down': [
      ['--down', '0'],
      ['--down', '1'],
    ],
    '--width': [
      ['--width', '1'],
      ['--width', '2'],
    ],
  },
  audit: {
    '--counts': [['--counts']],
    '--real': [['--real']],
    '--rounding': [
      ['--rounding', 'round'],
      ['--rounding', 'truncate'],
    ],
    '--sd': [
      ['--sd', 'population'],
      ['--sd', 'either'],
    ],
  },
};

/** Options that change where a document is from or goes, how it looks, in which order, or the exit code: no row. */
export const showingOptions: Record<string, readonly string[]> = {
  '': ['--format', '--output', '--bom', '--decimals', '--figures', '--quiet', '--debug', '--help'],
  report: ['--snapshot', '--trend', '--width', '--sort', '--columns', '--fail-on', '--require-complete'],
  top: ['--snapshot', '--width'],
  flows: ['--snapshot', '--width'],
  diff: ['--width', '--require-same', '--fail-on'],
  lineage: ['--snapshot'],
  audit: ['--width', '--strict'],
};
