// Whole processes, medians, ratios, all on the same data in the same run. Options: --sizes 30000,300000,3000000 (models;
// a third as many datasets; 30000000 takes a quarter of an hour and 7.5 GB), --runs N, --collect N (models collected from the local server, 0 for
// none), --out <folder> for bench.json and bench.md.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { writeQuery } from './build-query.js';
import { benchCollect } from './collect.js';
import { listMissed, listWaits } from './commands.js';
import { compareRows } from './compare-rows.js';
import { bin, measure, outputOf, runOnce } from './measure.js';
import { writeNdjson } from './write-ndjson.js';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '30000,300000,3000000' },
    runs: { type: 'string', default: '5' },
    collect: { type: 'string', default: '300000' },
    out: { type: 'string', default: '.' },
  },
});
const runs = Number(values.runs);
const folder = mkdtempSync(join(tmpdir(), 'hfreuse-bench-'));
const query = await writeQuery(folder);
const beside = (name) => join(import.meta.dirname, name);
const quiet = '--quiet';

/** Everything on one simulated Hub. */
async function benchSize(models) {
  const snapshot = join(folder, `${models}.duckdb`);
  const parquet = join(folder, `${models}-parquet`);
  const size = ['--models', String(models), '--datasets', String(Math.round(models / 3)), '--seed', '1'];
  const once = async (name, args) => ({ name, runs: 1, ...(await runOnce(args)) });
  const rows = [await once('simulate', [bin, 'simulate', ...size, '--snapshot', snapshot, quiet])];
  const report = [bin, 'report', '--snapshot', snapshot, '--format', 'json', quiet];
  const sql = [beside('duckdb-sql.js'), snapshot, query];
  // Every relation there is: the same rows, those of RQ3 and the coverage counted again in the graphs.
  const slice = [...report, '--relation', 'finetune,adapter,quantized,merge,unspecified'];
  const figures = JSON.parse(await outputOf(sql));
  const compared = compareRows(JSON.parse(await outputOf(report)).rows, figures);
  compareRows(JSON.parse(await outputOf(slice)).rows, figures);
  rows.push(
    ...(await measure(
      [
        { name: 'report', args: report },
        { name: 'report of a slice, from the graphs', args: slice },
        { name: 'DuckDB SQL alone', args: sql },
        { name: 'status', args: [bin, 'status', '--snapshot', snapshot, '--format', 'json', quiet] },
        { name: 'report --ci 1000 --fit-tail', args: [...report, '--ci', '1000', '--fit-tail'] },
        ...(await listWaits(snapshot)),
      ],
      runs,
    )),
    await once('export --format parquet', [
      ...[bin, 'export', '--snapshot', snapshot, '--format', 'parquet', '--to', parquet, quiet],
    ]),
    await once('report --trend', [bin, 'report', '--trend', parquet, '--format', 'json', quiet]),
  );
  rows.push(...(await benchImport(size)));
  // A Map of Node ends at 16.7 million names.
  if (models <= 10_000_000) {
    await writeNdjson(snapshot, folder);
    rows.push(await once('pure JavaScript from NDJSON', [beside('ndjson.js'), folder]));
  }
  const megabytes = statSync(snapshot).size / 1e6;
  const membersAndEdges = await countSize(snapshot);
  for (const path of [snapshot, parquet, join(folder, 'models.ndjson'), join(folder, 'datasets.ndjson')]) {
    rmSync(path, { recursive: true, force: true });
  }
  return { models, membersAndEdges, megabytesOfFile: megabytes, figuresCompared: compared, rows };
}

/** A dump of the same Hub, imported; and what completing took of that. */
async function benchImport(size) {
  const [dump, snapshot, seconds] = ['dump', 'imported.duckdb', 'completing'].map((name) =>
    join(folder, name),
  );
  await runOnce([bin, 'simulate', ...size, '--dump', dump, quiet]);
  const whole = await runOnce([beside('import.js'), dump, snapshot, seconds]);
  const completing = { ...whole, seconds: Number(readFileSync(seconds, 'utf8')) };
  for (const path of [dump, snapshot]) rmSync(path, { recursive: true, force: true });
  return [
    { name: 'import', runs: 1, ...whole },
    { name: 'completing', runs: 1, ...completing },
  ];
}

const ratio = (rows, ours, theirs) => {
  const find = (name) => rows.find((row) => row.name === name);
  return { of: ours, to: theirs, seconds: find(ours).seconds / find(theirs).seconds };
};

/** What the cost grows with: members of tasks, and edges of both graphs. */
async function countSize(snapshot) {
  const instance = await DuckDBInstance.create(snapshot, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`SELECT ((SELECT count(*) FROM models WHERE task >= 0)
    + (SELECT count(*) FROM dataset_tasks) + (SELECT count(*) FROM model_bases)
    + (SELECT count(*) FROM model_datasets))::DOUBLE`);
  connection.closeSync();
  instance.closeSync();
  return Number(reader.getRows()[0][0]);
}

/** How the cost grows: one line a size. */
function toCurve(sizes) {
  const cell = (rows, name) => {
    const { seconds, megabytes } = rows.find((row) => row.name === name);
    return `${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB`;
  };
  const shown = ['report', 'report of a slice, from the graphs', 'DuckDB SQL alone', 'status'];
  return [
    '## How it grows',
    '',
    `| models | members + edges | ${shown.join(' | ')} |`,
    `|---|---|${'---|'.repeat(shown.length)}`,
    ...sizes.map(
      ({ models, membersAndEdges, rows }) =>
        `| ${models} | ${membersAndEdges} | ${shown.map((name) => cell(rows, name)).join(' | ')} |`,
    ),
    '',
  ];
}

function toMarkdown({ machine, start, sizes, collect }) {
  const table = (rows) => [
    '| what | runs | seconds (median) | peak MB (median) |',
    '|---|---|---|---|',
    ...rows.map(
      ({ name, runs, seconds, megabytes }) =>
        `| ${name} | ${runs} | ${seconds.toFixed(2)} | ${megabytes.toFixed(0)} |`,
    ),
    '',
  ];
  const ratios = (list) => list.map(({ of, to, seconds }) => `- ${of} / ${to}: ${seconds.toFixed(2)}`);
  return [
    machine,
    '',
    ...table(start),
    ...sizes.flatMap(({ models, megabytesOfFile, figuresCompared, rows, ratios: found }) => [
      `## ${models} models (file of ${megabytesOfFile.toFixed(0)} MB, ${figuresCompared} figures the same in SQL)`,
      '',
      ...table(rows),
      ...ratios(found),
      ...listMissed(models, rows).map((missed) => `- missed: ${missed}`),
      '',
    ]),
    ...toCurve(sizes),
    ...(collect === null
      ? []
      : [`## collect, ${collect.models} models`, '', ...table(collect.rows), ...ratios(collect.ratios), '']),
  ].join('\n');
}

try {
  const result = {
    machine: `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
    start: await measure(
      [
        { name: 'node alone', args: ['-e', '0'] },
        { name: '--version', args: [bin, '--version'] },
        { name: '--help', args: [bin, '--help'] },
      ],
      runs,
    ),
    sizes: [],
    collect: null,
  };
  for (const models of values.sizes.split(',').filter(Boolean).map(Number)) {
    const size = await benchSize(models);
    size.ratios = ['DuckDB SQL alone', 'pure JavaScript from NDJSON']
      .filter((name) => size.rows.some((row) => row.name === name))
      .map((name) => ratio(size.rows, 'report', name));
    result.sizes.push(size);
  }
  if (Number(values.collect) > 0) {
    const rows = await benchCollect(Number(values.collect), folder, Math.min(3, runs));
    result.collect = {
      models: Number(values.collect),
      rows,
      ratios: [ratio(rows, 'collect --all', 'bare client loop')],
    };
  }
  mkdirSync(values.out, { recursive: true });
  writeFileSync(join(values.out, 'bench.json'), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(join(values.out, 'bench.md'), toMarkdown(result));
  process.stdout.write(readFileSync(join(values.out, 'bench.md')));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
