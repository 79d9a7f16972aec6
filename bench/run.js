// Whole processes, medians, all on the same data in the same run: node bench/run.js [--models N] [--runs N]
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { bin, measure, runOnce } from './measure.js';

const { values } = parseArgs({
  options: { models: { type: 'string', default: '300000' }, runs: { type: 'string', default: '5' } },
});
const models = Number(values.models);
const size = ['--models', String(models), '--datasets', String(Math.round(models / 3)), '--seed', '1'];
const folder = mkdtempSync(join(tmpdir(), 'hfreuse-bench-'));
const file = (name) => join(folder, name);
const quiet = ['--quiet'];

async function serve(args) {
  const child = spawn(process.execPath, [bin, 'simulate', '--serve', '--quiet', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const url of createInterface({ input: child.stdout })) return { url, stop: () => child.kill() };
  throw new Error('the simulated Hub did not start');
}

const report = (snapshot) => [bin, 'report', '--snapshot', snapshot, '--format', 'json', ...quiet];
const fresh = (name) => () => {
  for (const path of [file(name), `${file(name)}.wal`]) rmSync(path, { force: true });
};
const collect = (url, name) => ({
  name: 'collect --all from the local server',
  args: [bin, 'collect', '--all', '--resolve', 'none', '--endpoint', url, '--snapshot', file(name), ...quiet],
  before: fresh(name),
});

const rows = [];
try {
  const runs = Number(values.runs);
  rows.push({
    name: `simulate ${models} models`,
    runs: 1,
    ...(await runOnce([bin, 'simulate', ...size, '--snapshot', file('hub.duckdb'), ...quiet])),
  });
  rows.push(
    ...(await measure(
      [
        { name: 'node alone', args: ['-e', '0'] },
        { name: '--version', args: [bin, '--version'] },
        { name: `report, ${models} models`, args: report(file('hub.duckdb')) },
        {
          name: `status, ${models} models`,
          args: [bin, 'status', '--snapshot', file('hub.duckdb'), '--format', 'json', ...quiet],
        },
      ],
      runs,
    )),
  );
  const real = join(import.meta.dirname, '..', '..', 'shared', 'real');
  if (existsSync(real)) {
    const hub = await serve(['--replay', real]);
    await runOnce(collect(hub.url, 'real.duckdb').args);
    hub.stop();
    rows.push(
      ...(await measure([{ name: 'report, recorded metadata', args: report(file('real.duckdb')) }], runs)),
    );
  }
  const hub = await serve(size);
  const [ours, bare] = await measure(
    [
      collect(hub.url, 'crawl.duckdb'),
      { name: 'bare client loop', args: [join(import.meta.dirname, 'bare-client.js'), hub.url] },
    ],
    Math.min(3, runs),
  );
  hub.stop();
  rows.push(ours, bare, {
    name: 'collect / bare client loop',
    runs: ours.runs,
    seconds: ours.seconds / bare.seconds,
    megabytes: ours.megabytes / bare.megabytes,
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

process.stdout.write(
  `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n\n`,
);
process.stdout.write('| what | runs | seconds (median) | peak MB (median) |\n|---|---|---|---|\n');
for (const { name, runs, seconds, megabytes } of rows) {
  process.stdout.write(
    `| ${name} | ${runs} | ${seconds.toFixed(2)} | ${megabytes.toFixed(megabytes < 10 ? 2 : 0)} |\n`,
  );
}
