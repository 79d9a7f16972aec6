// Imports a dump by the library, and writes how many seconds of it were completing: deriving, counting, storing.
import { writeFileSync } from 'node:fs';
import { importDump } from '../dist/index.js';

const [folder, snapshot, secondsFile] = process.argv.slice(2);
let derived = Number.NaN;
await importDump(
  { models: [`${folder}/models.parquet`], datasets: [`${folder}/datasets.parquet`], snapshot },
  {
    onProgress: (event) => {
      if (event.type === 'step' && event.phase === 'derive') derived = performance.now();
    },
  },
);
writeFileSync(secondsFile, String((performance.now() - derived) / 1000));
