// Loaded into a measured process: writes its peak memory (kB) where the bench looks for it.
const { writeFileSync } = require('node:fs');
process.on('exit', () => writeFileSync(process.env.BENCH_PEAK, String(process.resourceUsage().maxRSS)));
