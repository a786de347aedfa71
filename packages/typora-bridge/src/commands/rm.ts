import { ImbedError } from '@imbed/core';
import { type Client, eachTransfer } from '@imbed/core/node';
import { type Args, UsageError } from '../args.ts';
import { unlessAgreed } from '../bucket/agreed.ts';
import { oneLine } from '../bucket/one-line.ts';
import { prefixFrom } from '../bucket/prefixes.ts';
import { failed, runOnBucket } from '../bucket/run-on-bucket.ts';
import { showSome } from '../bucket/show-some.ts';
import { sizeText } from '../bucket/sizes.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';

interface Doomed {
  readonly key: string;
  readonly size: number;
}

/** `imbed rm`: deletes objects, after showing what would go and asking. */
export async function rm(args: Args, io: Io): Promise<ExitCode> {
  const { operands } = args;
  const written = args.value('prefix');
  if ((written === undefined) === (operands.length === 0))
    throw new UsageError('"imbed rm" needs either KEYs or --prefix');
  const prefix = written === undefined ? undefined : prefixFrom(written);
  // What an unset variable of a script comes to.
  if (prefix === '') throw new UsageError('an empty --prefix would be the whole bucket: name one');
  const folder = operands.find((key) => key.endsWith('/'));
  if (folder !== undefined)
    throw new UsageError(`${folder} is no object: to delete all that is below it, use --prefix`);
  return runOnBucket(written ?? operands.join(' '), args, io, async (client) => {
    const found =
      prefix === undefined ? await objectsAt(client, operands, io) : await below(client, prefix, io);
    const missing = operands.filter((key) => !found.some((object) => object.key === key));
    const codes = missing.map((key) => failed(key, new ImbedError('store/no-such-key', { key }), io));
    const code = codes[0] ?? exitCodes.ok;
    if (found.length === 0) {
      if (prefix !== undefined) io.print('Nothing to delete.\n');
      return code;
    }
    const told = found.length === 1 ? '1 object' : `${found.length} objects`;
    if (!args.has('yes')) {
      showSome(found.map(line), io);
      const bytes = found.reduce((sum, { size }) => sum + size, 0);
      const end = await unlessAgreed(`Delete ${told} (${sizeText(bytes)})?`, io);
      if (end !== undefined) return end;
    }
    await client.delete(
      found.map(({ key }) => key),
      { signal: io.signal },
    );
    io.print(`${told} deleted.\n`);
    return code;
  });
}

/** Those that are there, as they were named. */
async function objectsAt(client: Client, keys: readonly string[], io: Io): Promise<readonly Doomed[]> {
  const { signal } = io;
  const sizes = new Map<string, number>();
  const wanted = [...new Set(keys)].map((key) => ({ key, size: 0 }));
  await eachTransfer(wanted, signal, async ({ key }) => {
    const head = await client.stat(key, { signal });
    if (head !== undefined) sizes.set(key, head.size);
  });
  return wanted.flatMap(({ key }) => {
    const size = sizes.get(key);
    return size === undefined ? [] : { key, size };
  });
}

async function below(client: Client, prefix: string, io: Io): Promise<readonly Doomed[]> {
  const found: Doomed[] = [];
  for await (const entry of client.list(prefix, { recursive: true, signal: io.signal }))
    if (entry.type === 'object') found.push(entry);
  return found;
}

function line({ key, size }: Doomed): string {
  return `${sizeText(size).padStart(8)}  ${oneLine(key)}`;
}
