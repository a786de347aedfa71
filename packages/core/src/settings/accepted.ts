import { ImbedError } from '../errors.ts';
import type { ParseResult } from '../parse-result.ts';
import { closedProviders } from '../providers/closed.ts';
import type { ProviderId } from '../providers/provider-id.ts';

/**
 * What a configuration or a part of it was parsed to, for who cannot go on without.
 *
 * @param provider the store of the profile, where one is known
 * @throws ImbedError `config/provider-closed` when that store is gone, else `config/invalid`; both with the issues
 */
export function accepted<T>(result: ParseResult<T>, provider?: ProviderId): T {
  if (result.ok) return result.value;
  const { issues } = result;
  if (provider === undefined) throw new ImbedError('config/invalid', { issues });
  const closed = Object.hasOwn(closedProviders, provider);
  throw new ImbedError(closed ? 'config/provider-closed' : 'config/invalid', { provider, issues });
}
