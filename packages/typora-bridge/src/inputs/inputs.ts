import type { ImageSource } from '@imbed/core';
import type { DownloadLimits } from '@imbed/core/node';
import { type Args, UsageError } from '../args.ts';
import type { Io } from '../io.ts';
import { createFileSource } from './file-source.ts';
import { parseInput } from './input-form.ts';
import { createUrlSource } from './url-source.ts';

/** One argument of the command line, ready to be uploaded. */
export interface Input {
  /** As it was given; `--clipboard` for the clipboard. */
  readonly label: string;
  readonly source: ImageSource;
  /** Where the image can be found when it could not be stored; `undefined` when only its bytes are known. */
  readonly place: { readonly path: string } | { readonly url: string } | undefined;
}

/** What every input needs to know of the machine and of the profile. */
export interface InputContext extends DownloadLimits {
  readonly io: Io;
}

/** What is wanted, before anything is looked at. Throws `UsageError` when it cannot be. */
export function inputLabels(args: Args): readonly string[] {
  const labels = args.has('clipboard') ? [clipboardLabel, ...args.operands] : args.operands;
  if (labels.length === 0) throw new UsageError('no INPUT given');
  if (labels.filter((label) => label === '-').length > 1)
    throw new UsageError('- (standard input) may be given once');
  return labels;
}

const clipboardLabel = '--clipboard';

export function openInputs(args: Args, context: InputContext): Promise<readonly Input[]> {
  return Promise.all(
    inputLabels(args).map((label, index) => {
      const clipboard = index === 0 && args.has('clipboard');
      return clipboard ? clipboardInput(context.io) : openInput(label, context);
    }),
  );
}

async function openInput(label: string, context: InputContext): Promise<Input> {
  const { io } = context;
  const form = parseInput(label, { ...surroundingsOf(io), home: () => io.home() });
  if (form.kind === 'url')
    return { label, source: createUrlSource(form.url, context), place: { url: form.url } };
  if (form.kind === 'stdin') {
    const { createStdinSource } = await import('./stdin-source.ts');
    const source = createStdinSource(() => io.stdin(), context.maxBytes);
    return { label, source: readOnce(source), place: undefined };
  }
  const source = createFileSource(form.paths);
  return { label, source, place: { path: source.path } };
}

async function clipboardInput(io: Io): Promise<Input> {
  const { createClipboardSource } = await import('./clipboard-source.ts');
  const source = createClipboardSource({ ...surroundingsOf(io), env: io.env });
  return { label: clipboardLabel, source: readOnce(source), place: undefined };
}

/** Standard input is gone once it was read, and the clipboard may have changed: `keep-local` asks again. */
function readOnce(source: ImageSource): ImageSource {
  let bytes: Promise<Uint8Array> | undefined;
  return {
    ...source,
    read(signal) {
      bytes ??= source.read(signal);
      return bytes;
    },
  };
}

export function surroundingsOf({ platform, env }: Io) {
  return { platform, wslDistro: platform === 'linux' ? env['WSL_DISTRO_NAME'] : undefined };
}
