export { createAppendFile } from './append-file.ts';
export {
  type ConfigFile,
  defaultConfigPath,
  lineOfField,
  readConfigFile,
  type Surroundings,
  stateFolder,
  writeNewConfigFile,
} from './config-file.ts';
export { nodeCredentials } from './credentials.ts';
export { nodeDigests } from './digests.ts';
export { createNodeTransport } from './http-transport.ts';
export type { Environment } from './leased-credentials.ts';
export { makeFolder } from './make-folder.ts';
export { nodeNetworkProbe } from './network-probe.ts';
export { createProbeMemory } from './probe-memory.ts';
export { createRandom, systemClock } from './system.ts';
