import { join } from 'node:path';
import {
  type Client,
  createStreamingTransport,
  nodeCredentials,
  openClient,
  readConfigFile,
  stateFolder,
} from '@imbed/core/node';
import type { Args } from '../args.ts';
import { UsageError } from '../args.ts';
import { configPath } from '../config-location.ts';
import { readableWarning } from '../configuration.ts';
import type { Io } from '../io.ts';
import { prepare, secretsOf } from '../profile/recall-or-prepare.ts';
import { environmentProxy } from '../proxy.ts';

/** The bucket of the profile that `option` names. Rejects with `config/*`. */
export async function openBucketClient(args: Args, io: Io, option = 'profile'): Promise<Client> {
  const path = configPath(args, io);
  const { text, value, readableByOthers } = await readConfigFile(path);
  const { name, store, settings, credentialVariables, holdsSecrets } = await prepare(
    { path, text, value },
    args.value(option) ?? '',
    io,
    `--${option}`,
  );
  if (readableByOthers && holdsSecrets && !args.has('quiet')) io.warn(readableWarning(path));
  const secrets = secretsOf(value, name);
  const proxy = secrets.proxy || (await environmentProxy(store.endpoint, io.env));
  const { timeoutSeconds, tlsVerify } = settings;
  const rate = args.value('limit-rate');
  return openClient({
    store,
    credentials: nodeCredentials(secrets.credentials, credentialVariables, io.env),
    transport: createStreamingTransport({ timeoutMs: timeoutSeconds * 1000, tlsVerify, proxy }),
    stateFolder: join(stateFolder(io), 'transfers'),
    // A container or a rescue system may have no place for it, and moves files all the same.
    onNothingKept(folder) {
      if (!args.has('quiet'))
        io.warn(`imbed: ${folder} cannot be written: what is interrupted will start anew\n`);
    },
    ...(rate !== undefined && { bytesPerSecond: bytesFrom(rate) }),
  });
}

const units: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** `500K`, `2M`, `1.5m`: as curl has it. Throws a `UsageError` for anything else. */
function bytesFrom(rate: string): number {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)([kmg]?)$/i.exec(rate) ?? [];
  const bytes = Number(digits) * (units[unit.toLowerCase()] ?? 0);
  if (bytes >= 1) return bytes;
  throw new UsageError('option --limit-rate needs bytes per second, such as 500K or 2M');
}
