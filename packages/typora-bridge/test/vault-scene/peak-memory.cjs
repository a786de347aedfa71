/** Loaded into the command by `node --require`: leaves its peak memory in bytes in the file that `IMBED_PEAK` names. */
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  writeFileSync(process.env.IMBED_PEAK ?? '', String(process.resourceUsage().maxRSS * 1024));
});
