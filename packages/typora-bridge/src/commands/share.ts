import { type Stats, statSync } from 'node:fs';
import { toImbedError } from '@imbed/core';
import type { Client, SharedLink } from '@imbed/core/node';
import { type Args, UsageError } from '../args.ts';
import { secondsFrom } from '../bucket/durations.ts';
import { filesToPut } from '../bucket/files-to-put.ts';
import { expiryFolder, type PutWork, putAll } from '../bucket/put-all.ts';
import { qrCode } from '../bucket/qr-code.ts';
import { failed, runOnBucket } from '../bucket/run-on-bucket.ts';
import { spareMemory } from '../bucket/spare-memory.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { copyText } from '../setup/copy-text.ts';

interface Shared extends SharedLink {
  readonly key: string;
}

/** `imbed share`: a link that anybody can open, to an object or to a file that is stored first. */
export async function share(args: Args, io: Io): Promise<ExitCode> {
  if (args.operands.length === 0) throw new UsageError('"imbed share" needs a FILE or a KEY');
  if (args.has('key') && args.operands.length > 1) throw new UsageError('option --key names one file only');
  const folder = args.operands.find((operand) => statsOf(operand, args)?.isDirectory());
  if (folder !== undefined)
    throw new UsageError(
      `${folder} is a folder: share its files, or use --stored for an object of this name`,
    );
  const seconds = secondsFrom(args.value('for') ?? '1h');
  return runOnBucket(args.operands.join(' '), args, io, async (client) => {
    const { length } = args.operands;
    const below = args.operands.some((operand) => isFile(operand, args))
      ? await expiryFolder(client, args, io)
      : '';
    const links: Shared[] = [];
    let worst: ExitCode = exitCodes.ok;
    for (const operand of args.operands) {
      try {
        const key = isFile(operand, args)
          ? await stored(client, { path: operand, below, onBytes: spareMemory(length) }, args, io)
          : operand;
        const link = await client.share(key, { seconds, signal: io.signal });
        links.push({ key, ...link });
        io.print(args.has('json') ? `${JSON.stringify({ key, ...link })}\n` : `${link.url}\n`);
      } catch (error) {
        worst = failed(operand, toImbedError(error), io);
      }
    }
    if (args.has('qr')) for (const { url } of links) draw(url, io);
    if (!args.has('no-copy')) copy(links, args, io);
    return worst;
  });
}

function isFile(operand: string, args: Args): boolean {
  return statsOf(operand, args)?.isFile() === true;
}

/** `undefined` for what is no path, or is not to be taken for one. */
function statsOf(operand: string, args: Args): Stats | undefined {
  try {
    return args.has('stored') ? undefined : statSync(operand);
  } catch {
    return undefined;
  }
}

/** Answers with its key; nothing is sent when the bucket has the same bytes there. */
async function stored(
  client: Client,
  { path, ...work }: { readonly path: string } & Pick<PutWork, 'below' | 'onBytes'>,
  args: Args,
  io: Io,
): Promise<string> {
  const files = filesToPut([path], { key: args.value('key'), prefix: args.value('prefix') });
  const [outcome] = await putAll(client, files, args, io, work);
  if (outcome?.stored === undefined) throw outcome?.error;
  return outcome.stored.key;
}

/** Beside the link, so that this can be piped. */
function draw(url: string, io: Io): void {
  const { lines, width } = qrCode(url);
  const columns = io.terminal?.().columns ?? width;
  if (columns < width)
    io.warn(`imbed: the QR code needs a terminal of ${width} columns; this one has ${columns}\n`);
  else io.warn(`${lines.join('\n')}\n`);
}

/** Where somebody sits at a terminal; a script does not expect its user's clipboard to change. */
function copy(links: readonly Shared[], args: Args, io: Io): void {
  if (io.terminal === undefined || links.length === 0) return;
  const copied = copyText(links.map(({ url }) => url).join('\n'), io);
  if (copied && !args.has('quiet')) io.warn('imbed: copied to the clipboard\n');
}
