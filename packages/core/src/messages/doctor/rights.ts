import type { CheckResult, FindingCode } from '../../doctor/check.ts';
import type { ErrorFacts } from '../../errors.ts';
import {
  actionsFor,
  type ExtraRight,
  type PolicyLanguage,
  policyLanguages,
} from '../../policies/operations.ts';
import { type OpenProviderId, openProviderIds } from '../../providers/provider-id.ts';

/** What the policies of a store call these rights; most have taken over the names of Amazon. */
export function rights({ provider }: ErrorFacts) {
  const store = openProviderIds.find((id) => id === provider);
  const language: PolicyLanguage = (store && policyLanguages[store]) ?? 'iam';
  return {
    read: actionsFor('read', language).join(', '),
    list: actionsFor('list', language).join(', '),
    parts: [...actionsFor('put', language), ...actionsFor('put-in-parts', language)].join(', '),
  };
}

/** Which rights beyond uploads are missing, by what was refused. */
const missing: Readonly<Partial<Record<FindingCode, readonly ExtraRight[]>>> = {
  'store/access-denied': [],
  'doctor/may-not-read': [],
  'doctor/may-not-list': ['list'],
  'doctor/may-not-send-parts': [],
  'doctor/cannot-delete': ['delete'],
};

/**
 * The rights beyond uploads that a new policy needs: what is missing, and what the keys have already, for it may take
 * the place of the old one. `undefined` where rights are not the matter, or no policy can be printed.
 */
export function rightsToAskFor(
  { code, rights = [] }: Pick<CheckResult, 'code' | 'rights'>,
  provider: OpenProviderId,
): readonly ExtraRight[] | undefined {
  const wanted = missing[code];
  if (wanted === undefined || policyLanguages[provider] === undefined) return undefined;
  return [...new Set([...rights, ...wanted])].sort();
}
