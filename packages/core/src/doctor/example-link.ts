import { toHex } from '../hex.ts';
import { parseKeyTemplate } from '../naming/key-template.ts';
import type { ParseResult } from '../parse-result.ts';
import { ok } from '../parse-result.ts';
import type { DigestsPort, RandomSource } from '../ports.ts';
import { resolveStore } from '../providers/index.ts';
import { publicUrl } from '../providers/public-url.ts';
import type { Profile } from '../settings/profile.ts';
import { probeImage } from './probe-object.ts';

/** What settings screens show while somebody writes a key template. */
export interface ExampleLink {
  readonly key: string;
  /** `undefined` as long as the store is not known. */
  readonly url: string | undefined;
}

interface ExampleLinkPorts {
  readonly digests: Pick<DigestsPort, 'sha256' | 'md5'>;
  readonly random: RandomSource;
  readonly now: Date;
}

/** The name and the address that a screenshot in the note `travel/kyoto.md` would get; issues are the template's. */
export async function exampleLink(
  name: string,
  profile: Profile,
  { digests, random, now }: ExampleLinkPorts,
): Promise<ParseResult<ExampleLink>> {
  const template = parseKeyTemplate(profile.keyTemplate);
  if (!template.ok) return template;
  const bytes = probeImage();
  const rendered = await template.value.render({
    ...{ image: { stem: 'screenshot', extension: 'png', contentType: 'image/png', bytes } },
    ...{ notePath: 'travel/kyoto.md', profile: name, now, random },
    sha256: async () => toHex(await digests.sha256(bytes)),
    md5: async () => toHex(await digests.md5(bytes)),
  });
  if (!rendered.ok) return rendered;
  const { key } = rendered.value;
  const store = resolveStore(profile);
  return ok({ key, url: store.ok ? publicUrl(store.value, key) : undefined });
}
