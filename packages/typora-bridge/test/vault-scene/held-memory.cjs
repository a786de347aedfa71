/**
 * Loaded into the command by `node --require`: leaves in the file that `IMBED_HELD` names the most bytes that were
 * still in use after a collection, of which it makes one at every 25th request. What nobody uses any more is not
 * counted: when an engine sees need to collect it depends on the machine.
 */
const { writeFileSync } = require('node:fs');
const { ClientRequest } = require('node:http');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const { end } = ClientRequest.prototype;
let requests = 0;
let most = 0;

ClientRequest.prototype.end = function (...args) {
  if (requests++ % 25 === 0) look();
  return end.apply(this, args);
};

function look() {
  collect();
  // What the first has let go of is freed beside the program, and by the second at the latest.
  collect();
  const { heapUsed, external } = process.memoryUsage();
  most = Math.max(most, heapUsed + external);
}

process.on('exit', () => writeFileSync(process.env.IMBED_HELD ?? '', String(most)));
