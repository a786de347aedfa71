import { sameBytes } from '../../bytes.ts';
import { type ErrorFacts, toImbedError } from '../../errors.ts';
import { sniffImage } from '../../image/sniff.ts';
import type { Bench } from '../bench.ts';
import { type Check, type Finding, fail, needs, pass, skipped, warn } from '../check.ts';
import { probeImage } from '../probe-object.ts';
import type { PublicAnswer } from '../public-answer.ts';
import { factsOf, hostOf, isElsewhere, refused } from './link-refusal.ts';
import { isLoopback } from './network.ts';

export const publicCheck: Check = async (bench) => {
  const answer = await answerFor(bench);
  if (!('response' in answer)) return answer;
  const facts = factsOf(answer);
  const { status } = answer.response;
  if (isPrivate(bench, answer)) return pass(facts);
  if (status < 200 || status >= 300) return refused(bench, answer);
  const found = judgeBytes(bench, answer, facts);
  if (bench.profile.access === 'signed' && found.status !== 'fail')
    return warn('doctor/public-though-signed', facts);
  return found;
};

/** What is at the link, or what is to be said where it cannot be seen from here. */
async function answerFor(bench: Bench): Promise<PublicAnswer | Finding> {
  const { publicAnswer, host, profile, store } = bench;
  try {
    return await publicAnswer();
  } catch (thrown) {
    const { code, facts } = toImbedError(thrown);
    // The browser keeps the answer from a page, and shows images all the same.
    if (host.inBrowser === true && code === 'network/unreachable')
      return skipped('doctor/not-available-here');
    // Who takes any certificate may have told the browser to do so too.
    if (code === 'network/tls' && !profile.tlsVerify) return warn(code, facts);
    if (code === 'network/dns' && isElsewhere(store.publicBaseUrl, bench))
      return fail('doctor/public-no-such-host', facts);
    if (code !== 'source/too-large') throw thrown;
    // Larger than any probe: a page, or another picture.
    const response = { status: 200, headers: {}, body: new Uint8Array() };
    return { url: `https://${facts.host}/`, redirected: false, response };
  }
}

function isPrivate({ profile }: Bench, { response }: PublicAnswer): boolean {
  return profile.access === 'signed' && (response.status === 401 || response.status === 403);
}

function judgeBytes({ store }: Bench, { response }: PublicAnswer, facts: ErrorFacts): Finding {
  const { body, headers } = response;
  if (sameBytes(body, probeImage())) return pass(facts);
  if (sniffImage(body) !== undefined)
    return store.urlSuffix === '' ? warn('doctor/public-converted', facts) : pass(facts);
  const isPage = /^(text\/html|application\/xhtml)/i.test(headers['content-type'] ?? '');
  return fail(isPage ? 'doctor/public-page' : 'doctor/public-other-bytes', facts);
}

/** A check of how the picture is served; a private one is served to nobody. */
function ofPublic(judge: (answer: PublicAnswer, bench: Bench) => Finding | Promise<Finding>): Check {
  return async (bench) => {
    const answer = await answerFor(bench);
    if (!('response' in answer)) return answer.status === 'skipped' ? answer : needs('public');
    return isPrivate(bench, answer) ? skipped('doctor/private') : judge(answer, bench);
  };
}

export const typeCheck = ofPublic((answer) => {
  const { headers, body } = answer.response;
  const type = (headers['content-type'] ?? '').replace(/;.*$/s, '').trim().toLowerCase();
  const facts = { ...factsOf(answer), detail: type };
  if (type === sniffImage(body)?.contentType) return pass(facts);
  // Browsers show bytes of an unknown type that are an image, unless they are told not to guess.
  const open = /^(image\/.*|application\/octet-stream|binary\/octet-stream|)$/.test(type);
  const guessing = headers['x-content-type-options']?.toLowerCase() !== 'nosniff';
  return open && (guessing || type.startsWith('image/'))
    ? warn('doctor/public-wrong-type', facts)
    : fail('doctor/public-wrong-type', facts);
});

/** The names that OSS, COS and the like give their reason: https://help.aliyun.com/en/oss/user-guide/0048-00000114 */
const forceHeader = /^x-[a-z]+-force-download$/;

export const inlineCheck = ofPublic((answer, { store }) => {
  const { headers } = answer.response;
  const forced = Object.entries(headers).some(([name, value]) => forceHeader.test(name) && value === 'true');
  const attached = /^\s*attachment/i.test(headers['content-disposition'] ?? '');
  const facts = { ...factsOf(answer), provider: store.provider };
  return forced || attached ? warn('doctor/forced-download', facts) : pass(facts);
});

export const cacheCheck = ofPublic((answer, { profile }) => {
  const served = answer.response.headers['cache-control'] ?? '';
  const facts = { ...factsOf(answer), detail: served };
  const lost = profile.cacheControl !== '' && served === '';
  const hindered = hindersCaching(served) && !hindersCaching(profile.cacheControl);
  return lost || hindered ? warn('doctor/cache-changed', facts) : pass(facts);
});

function hindersCaching(cacheControl: string): boolean {
  return /\b(no-store|no-cache|private)\b|\bmax-age=0\b/i.test(cacheControl);
}

export const httpsCheck: Check = ({ store }) => {
  const url = new URL(store.publicBaseUrl);
  if (url.protocol === 'https:') return pass({ host: url.host });
  // Browsers trust the way to this machine itself.
  if (isLoopback(url.hostname)) return skipped('doctor/this-machine', { host: url.host });
  return warn('doctor/public-http', { host: url.host });
};

export const redirectsCheck = ofPublic((answer) => {
  const facts = { ...factsOf(answer), detail: hostOf(answer.url) };
  return answer.redirected ? warn('doctor/public-redirects', facts) : pass();
});

/** A reader's page, on a site that nobody has heard of. */
const foreignPage = 'https://notes.example.org/';

export const hotlinkCheck = ofPublic(async (_, { objects, probe, reader, host }) => {
  if (host.inBrowser === true) return skipped('doctor/not-available-here');
  const answer = await reader.read(objects.publicUrl((await probe()).key), { referer: foreignPage });
  const { status } = answer.response;
  return status >= 200 && status < 300 ? pass() : warn('doctor/hotlink-refused', factsOf(answer));
});
