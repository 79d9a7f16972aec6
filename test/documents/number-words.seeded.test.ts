import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { changeSentence } from '../../src/documents/change-sentence.ts';
import { figureWarnings } from '../../src/documents/figure-warnings.ts';
import { flowsSentence } from '../../src/documents/flows/flows-sentence.ts';
import { lineageSentence } from '../../src/documents/lineage/lineage-sentence.ts';
import { holdsText, renamesText } from '../../src/documents/report/report-facts.ts';
import { type ModalityFigures, toSummary } from '../../src/documents/summary.ts';
import { topSentence } from '../../src/documents/top/top-sentence.ts';
import { warningsFor } from '../../src/documents/warnings.ts';
import { runHfreuse } from '../support/run.ts';
import { isSlowTier } from '../support/tier.ts';

const nouns =
  'use dataset model derivation member task row pair table figure node edge reference component derivative descendant ' +
  'generation repo item choice update value word';
const singular = nouns.replaceAll(' ', '|');
const plural = `(?:${singular})s|uses|choices`;
/** A number by itself: not a part of one, a version, a name or `RQ1`. */
const one = '(?<![\\w.,:/-])1';
const several = '(?<![\\w.,:/-])(?:0|[2-9]|[1-9][\\d,]*\\d)';

/** What is wrong with the words after a number. */
const wrongWords = (text: string): string[] =>
  [
    // `1 of 5 datasets receives` is right: the number is that of another word.
    new RegExp(`${one} (?:(?!of |in |are |is |and |to |with )[a-z-]+ )?(?:${plural})\\b`, 'g'),
    new RegExp(
      `${several} (?:distinct |declared |base-model )?(?:${singular})\\b(?![- ](?:and|words|models?|tasks?|references?)\\b)`,
      'g',
    ),
    new RegExp(`${one} of [\\d,]+ [a-z]+ (?:declare|receive|have|are)\\b`, 'g'),
    new RegExp(`${several} of [\\d,]+ [a-z]+ (?:declares|receives|has|is)\\b`, 'g'),
    new RegExp(`${one} (?:are|have|were)\\b`, 'g'),
    /\ball (?:1|0) /g,
    // A thousand and more is grouped.
    new RegExp(`(?<![\\w.,:/-])[1-9]\\d{3,} (?:of [\\d,]+ )?[a-z-]*(?: ?(?:${singular}|${plural}))\\b`, 'g'),
  ].flatMap((wrong) => text.match(wrong) ?? []);

it('the check itself finds what is wrong, and passes over what is right', () => {
  const wrong = [
    '1 distinct datasets',
    'half of all 1 uses',
    '1 models',
    '1 of 5 datasets receive half',
    '3 of 5 models declares',
    '2 task have',
    '0 dataset',
    '1 are suspicious',
    '1,234 model',
    '1234 models',
    '1234 of 5,678 models',
    '5678 base-model references',
  ];
  for (const text of wrong) expect(wrongWords(`It is that ${text} here`), text).not.toEqual([]);
  const right = [
    'RQ1 datasets',
    '1 of 5 datasets receives the only use',
    '1,001 models',
    '21 models',
    '0.1 datasets',
    '1 model',
    'a/b-1 models',
    'the top 1 % hold',
    'protocol 1.1 models',
    '1 model and 2 datasets',
  ];
  for (const text of right) expect(wrongWords(`It is that ${text} here`), text).toEqual([]);
});

const sizes = [0, 1, 2, 3, 30, 1001, 5543];
const some = [{ id: 'a/b', value: 1 }];

function toFigures(
  measure: ModalityFigures['measure'],
  nAll: number,
  nNonzero: number,
  total: number,
  distinct: number,
) {
  const question =
    measure === 'datasets-per-model' ? 'RQ1' : measure === 'models-per-dataset' ? 'RQ2' : 'RQ3';
  const isEmpty = nNonzero === 0;
  const figures = {
    ...{
      question,
      measure,
      modality: 'nlp',
      nAll,
      nNonzero,
      total,
      max: total,
      meanNonzero: isEmpty ? null : total / nNonzero,
    },
    ...{
      membersForHalf: isEmpty ? null : Math.ceil(nNonzero / 2),
      gini: isEmpty ? null : 0.5,
      giniNonzero: isEmpty ? null : 0.5,
    },
    ...{ top1PctShare: isEmpty ? null : 1, leaders: isEmpty ? [] : some, mostDeclared: isEmpty ? [] : some },
    distinct: measure === 'datasets-per-model' ? distinct : null,
    ...{
      effectiveDistinct: distinct || null,
      distinctRarefied: nNonzero >= 30 ? 1 : null,
      rarefiedTo: nNonzero >= 30 ? 30 : null,
    },
  };
  // The sentences read these figures alone.
  return figures as unknown as ModalityFigures;
}

it('summaries: the words fit their numbers, over none, one, two and many', () => {
  let sentences = 0;
  for (const measure of [
    'datasets-per-model',
    'models-per-dataset',
    'derivatives-per-model',
    'bases-per-model',
  ] as const) {
    for (const n of sizes.slice(1)) {
      for (const nonzero of sizes.filter((size) => size <= n)) {
        for (const total of sizes.filter((size) => (nonzero === 0 ? size === 0 : size >= nonzero))) {
          for (const distinct of sizes.filter((size) =>
            total === 0 ? size === 0 : size > 0 && size <= total,
          )) {
            const [entry] = toSummary([toFigures(measure, n, nonzero, total, distinct)]);
            expect(wrongWords(entry?.says ?? ''), entry?.says).toEqual([]);
            sentences += 1;
          }
        }
      }
    }
  }
  expect(sentences).toBeGreaterThan(300);
});

it('other sentences: the words fit their numbers', () => {
  for (const n of sizes) {
    const texts = [
      holdsText({ models: n, datasets: n }),
      renamesText({ datasetReferences: n, baseModelReferences: 0, means: [] }),
      renamesText({ datasetReferences: 0, baseModelReferences: n, means: [] }),
      changeSentence(
        'RQ2',
        Array.from({ length: n }, () => 1),
      ),
      flowsSentence({ kind: 'datasets', total: n, tasks: [] }),
      lineageSentence({ models: n + 1, edges: n, components: n, largestComponent: n, top: [] }),
      topSentence({ kind: 'datasets', rankBy: 'uses', total: n, rows: [] }),
      ...(['RQ1', 'RQ2', 'RQ3'] as const).flatMap((question) =>
        figureWarnings(
          Array.from({ length: n }, () => ({ n: 1, measure: 'x', nNonzero: 1 })),
          [{ question, declared: n, inRows: 0, otherTask: 0, noTask: 0, outside: n, notRepos: 0 }],
          null,
        ),
      ),
    ];
    for (const text of texts) expect(wrongWords(text), text).toEqual([]);
  }
});

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-number-words-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(isSlowTier ? [1, 2, 3, 7] : [1])(
  'every command on a snapshot of %i models and as many datasets',
  async (n) => {
    const snapshot = join(folder, `${n}.duckdb`);
    const size = String(n);
    const { stderr } = await runHfreuse([
      'simulate',
      '--models',
      size,
      '--datasets',
      size,
      '--snapshot',
      snapshot,
    ]);
    const texts = [stderr];
    for (const args of [
      ...[
        ['report', '--modality', 'all'],
        ['report', '--compare'],
        ['report', '--grid'],
        ['report', '--format', 'markdown'],
      ],
      ...[
        ['top', 'datasets'],
        ['top', 'models'],
        ['top', 'owners'],
        ['top', 'models', '--task', 'text-generation'],
      ],
      ...[['flows', 'models'], ['flows', 'datasets'], ['lineage'], ['status']],
    ]) {
      const run = await runHfreuse([
        ...args,
        '--snapshot',
        snapshot,
        ...(args.includes('status') ? [] : ['--width', '4000']),
      ]);
      texts.push(run.stdout, run.stderr);
    }
    for (const line of texts.join('\n').split('\n')) expect(wrongWords(line), line).toEqual([]);
  },
);

it('every warning groups its numbers', () => {
  const n = 12_345;
  const facts = {
    ...{
      protocol: 'study-2025',
      cards: false,
      complete: false,
      openListings: [],
      rejected: n,
      privateRepos: n,
    },
    scope: {
      all: false,
      modalities: ['nlp'],
      tasks: [],
      limited: true,
      limit: n,
      order: 'downloads' as const,
    },
    dump: {
      ...{ of: 'a hub', latest: null, kinds: ['models'] },
      unread: [{ kind: 'models', column: 'likes', present: n, unread: n }],
    },
    unresolved: { datasets: n, baseModels: n },
    unknownTasks: { words: n, models: n, datasets: n },
    ...{ updates: n, gone: { models: n, datasets: n, checkedAt: 'today' }, mixedDownloads: true },
  };
  const asked = {
    ...{ protocol: 'current' as const, questions: ['RQ1', 'RQ2', 'RQ3'], modalities: ['nlp'] },
    createdBefore: 'then',
    undated: { models: { undated: n, all: n }, datasets: { undated: n, all: n } },
  };
  const texts = warningsFor(facts, asked);
  expect(texts.join(' ').match(/12,345/g)).toHaveLength(16);
  expect(texts.join(' ')).not.toContain(String(n));
});
