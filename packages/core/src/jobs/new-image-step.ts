import { utf8 } from '../bytes.ts';
import type { ImageSource } from '../image/image-source.ts';
import { withoutSuffix } from '../markdown/target.ts';
import { sha256Hex } from '../naming/content-hash.ts';
import { percentDecode } from '../percent-encoding.ts';
import { maxBytesOf } from '../settings/max-bytes.ts';
import type { ImageKeeper } from '../upload/keep-image.ts';
import { decodeDataUrl } from './data-url.ts';
import type { JobHost } from './job.ts';
import { resultOf } from './kept-result.ts';
import { identityOf } from './local-image-step.ts';
import { withScheme } from './own-objects.ts';
import { subjectOf } from './problem.ts';
import type { PlannedNote, Step } from './step.ts';

/** Takes in an image of the web. Whatever fails, the old link stays. */
export function rehostStep(host: JobHost, keeper: ImageKeeper, url: string, note: PlannedNote): Step {
  const { plan } = note;
  const address = withScheme(url);
  const maxBytes = maxBytesOf(host.settings, plan.profile);
  const source: ImageSource = {
    name: nameIn(address),
    origin: 'command',
    read: (signal) => host.download(address, { maxBytes, ...(signal && { signal }) }),
  };
  return keepStep(keeper, 're-host', source, note, url, url);
}

/** Takes in an image that a note holds whole. @returns `undefined` for another kind of address */
export async function dataUrlStep(
  { digests }: JobHost,
  keeper: ImageKeeper,
  target: string,
  note: PlannedNote,
): Promise<Step | undefined> {
  if (!/^data:/i.test(target)) return undefined;
  const source: ImageSource = {
    name: undefined,
    origin: 'command',
    read: async () => decodeDataUrl(target),
  };
  // The address itself is as long as the picture.
  const sha256 = await sha256Hex(digests, utf8(target));
  return keepStep(keeper, 'upload', source, note, target, sha256);
}

function keepStep(
  keeper: ImageKeeper,
  kind: 'upload' | 're-host',
  source: ImageSource,
  { path: note, plan }: PlannedNote,
  target: string,
  identity: string,
): Step {
  return {
    kind,
    subject: subjectOf(target),
    identity: `${kind} ${identity} ${identityOf(plan)}`,
    async perform(signal) {
      const options = { note, whenNotStored: 'fail' as const, ...(signal && { signal }) };
      const outcome = await keeper.keep(source, plan, options);
      if (outcome.status === 'failed') throw outcome.error;
      return resultOf(outcome.kept, undefined);
    },
  };
}

/** The last part of an address, as a name for the image. */
function nameIn(url: string): string | undefined {
  const { pathname } = new URL(withoutSuffix(url));
  return percentDecode(pathname.replace(/^.*\//s, '')) || undefined;
}
