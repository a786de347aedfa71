import { type ImbedError, isImbedError, toImbedError } from '../../errors.ts';
import { parsedUrl } from '../../http/url-parts.ts';
import { storeErrorFrom } from '../../store/error-table.ts';
import { isForeignSuccess } from '../../store/store-answer.ts';
import type { DoctorHost } from '../bench.ts';
import { type Check, type Finding, fail, pass, skipped, thrown, warn } from '../check.ts';

/** More than this the stores forgive nothing: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const MAX_SKEW_SECONDS = 15 * 60;

/** Below this it may be the line that is slow. */
const DRIFT_SECONDS = 60;

/** Whatever it says to a stranger, it must be a store that says it, and not the login page of a network. */
export const answerCheck: Check = async ({ stranger, store, host, target }) => {
  const response = await stranger().catch(toImbedError);
  if (isImbedError(response)) return silence(response, host);
  const { status, headers } = response;
  const facts = { host: target.host, status };
  if (isForeignSuccess(response)) return fail('network/intercepted', facts);
  if (status < 300) return pass(facts);
  const error = storeErrorFrom(response, { store, method: 'GET', now: host.clock.now() });
  if (error.code === 'network/intercepted') return fail(error.code, error.facts);
  const moves = status < 400 && headers['location'] !== undefined && error.code === 'store/rejected';
  if (!moves) return pass(facts);
  const there = parsedUrl(headers['location'] ?? '', `${target.secure ? 'https' : 'http'}://${target.host}`);
  return fail('doctor/endpoint-redirects', { ...facts, detail: there?.origin ?? '' });
};

/** Browsers do not tell a page whether it was CORS that kept an answer from it. */
function silence(error: ImbedError, { inBrowser, origin = '' }: DoctorHost): Finding {
  return error.code === 'network/unreachable' && inBrowser === true
    ? fail('doctor/blocked-by-browser', { ...error.facts, detail: origin })
    : thrown(error);
}

/** A cache on the way may hand out an answer of some time ago, and then says how old it is. */
export const clockCheck: Check = async ({ stranger, host, target }) => {
  const { headers } = await stranger();
  const theirs = Date.parse(headers['date'] ?? '') + Number(headers['age'] ?? 0) * 1000;
  if (Number.isNaN(theirs)) return skipped('doctor/no-date', { host: target.host });
  const seconds = Math.round(Math.abs(host.clock.now().getTime() - theirs) / 1000);
  const facts = { host: target.host, seconds };
  if (seconds > MAX_SKEW_SECONDS) return fail('store/clock-skew', facts);
  return seconds > DRIFT_SECONDS ? warn('doctor/clock-drifts', facts) : pass({ seconds });
};
