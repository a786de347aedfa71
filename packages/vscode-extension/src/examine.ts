import { accepted, type CheckResult, type DoctorInit, resolveStore, runDoctor } from '@imbed/core';
import type { Configuration, Machine } from './machine.ts';
import { usedProfile } from './settings.ts';

export type ExamineOptions = Pick<DoctorInit, 'onResult' | 'signal'>;

/** Looks at the profile in use from end to end. Rejects with `config/*`. */
export async function examine(
  { settings, credentialsOf }: Configuration,
  { createTransport, digests, random, doctor }: Machine,
  clock: DoctorInit['host']['clock'],
  options: ExamineOptions,
): Promise<readonly CheckResult[]> {
  const { name, profile } = usedProfile(settings);
  const host: DoctorInit['host'] = {
    ...{ ...doctor, digests, random, clock },
    credentials: () => credentialsOf(name, profile, accepted(resolveStore(profile)))(),
    async connect({ timeoutSeconds, tlsVerify, proxy }) {
      const transport = createTransport({ timeoutMs: timeoutSeconds * 1000, tlsVerify, proxy });
      return { transport, proxy: proxy === '' ? '' : addressOf(proxy) };
    },
  };
  return runDoctor({ ...options, profileName: name, profile, host });
}

/** Without the password. */
function addressOf(proxy: string): string {
  return URL.canParse(proxy) ? new URL(proxy).host : '?';
}
