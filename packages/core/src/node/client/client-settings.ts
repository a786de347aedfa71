import { type ConfigIssue, issue, ok, type ParseResult } from '../../parse-result.ts';
import type { StoreSettings } from '../../providers/provider.ts';
import { parseForm } from '../../settings/parse-settings.ts';
import type { ConnectionSettings, CredentialSource } from '../../settings/profile.ts';

/** A bucket as a profile of the configuration has it, all but `provider` and `bucket` with the same defaults. */
export interface ClientSettings extends StoreSettings, Partial<ConnectionSettings> {
  /** The provider's customary environment variables when absent. */
  readonly credentials?: CredentialSource;
  /**
   * Where unfinished transfers are remembered, and must be. When absent, the command's own folder, so that each goes on
   * with what the other began; where nothing can be written there, transfers start anew.
   */
  readonly stateFolder?: string;
  /** Of all transfers together, both ways; 1 or more, and no limit when absent. */
  readonly bytesPerSecond?: number;
}

type Parsed = StoreSettings &
  ConnectionSettings &
  Required<Pick<ClientSettings, 'credentials'>> &
  Pick<ClientSettings, 'stateFolder' | 'bytesPerSecond'>;

/** Whether they make sense for the store is not looked at. Other settings of a profile are taken, and change nothing. */
export function parseClientSettings(value: unknown): ParseResult<Parsed> {
  const { stateFolder, bytesPerSecond, ...written }: Record<string, unknown> = { ...Object(value) };
  const form = parseForm({ profiles: { client: written } });
  if (!form.ok) return { ok: false, issues: form.issues.map(withoutPath) };
  const profile = form.value.profiles['client'];
  if (profile === undefined) return issue('provider', 'missing');
  const more = parseMore(stateFolder, bytesPerSecond);
  return more.ok ? ok({ ...profile, ...more.value }) : more;
}

function parseMore(
  stateFolder: unknown,
  bytesPerSecond: unknown,
): ParseResult<Pick<ClientSettings, 'stateFolder' | 'bytesPerSecond'>> {
  if (stateFolder !== undefined && typeof stateFolder !== 'string') return issue('stateFolder', 'not-text');
  if (stateFolder === '') return issue('stateFolder', 'empty');
  const keptIn = stateFolder === undefined ? {} : { stateFolder };
  if (bytesPerSecond === undefined) return ok(keptIn);
  if (typeof bytesPerSecond !== 'number') return issue('bytesPerSecond', 'not-number', { unit: 'bytes' });
  // NaN is not at least 1, either.
  return bytesPerSecond >= 1
    ? ok({ ...keptIn, bytesPerSecond })
    : issue('bytesPerSecond', 'too-small', { min: 1 });
}

function withoutPath({ field, ...mistake }: ConfigIssue): ConfigIssue {
  return { ...mistake, field: field.replace(/^profiles\.client\.?/, '') };
}
