import { defaultProfile, type Profile } from '@imbed/core';
import type { Io } from '../io.ts';
import { memoFor, type PreparedProfile, recallPrepared } from './prepared-profile.ts';

/** What is not remembered of a profile. */
export type Secrets = Pick<Profile, 'credentials' | 'proxy'>;

/** Rejects with `config/*`; `option` named the profile. */
export async function prepare(
  config: { readonly path: string; readonly text: string; readonly value: unknown },
  wanted: string,
  io: Io,
  option = '--profile',
): Promise<PreparedProfile> {
  const memo = await memoFor(config, wanted, io);
  const known = await recallPrepared(memo);
  if (known !== undefined) return known;
  const { prepareProfile, rememberPrepared } = await import('./prepare-profile.ts');
  const prepared = prepareProfile(config.value, wanted, option);
  await rememberPrepared(memo, prepared);
  return prepared;
}

/** The configuration was checked, in this run or in an earlier one: it has the shape of its schema. */
export function secretsOf(value: unknown, name: string): Secrets {
  const { profiles } = value as { readonly profiles: Readonly<Record<string, Partial<Secrets>>> };
  return { ...defaultProfile, ...profiles[name] };
}
