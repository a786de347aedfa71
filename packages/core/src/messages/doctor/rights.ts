import type { FindingCode } from '../../doctor/check.ts';
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

/** What `imbed policy` has to be asked for beyond uploads, by what was refused. */
const beyondUploads: Readonly<Partial<Record<FindingCode, ExtraRight | ''>>> = {
  'store/access-denied': '',
  'doctor/may-not-read': '',
  'doctor/may-not-list': 'list',
  'doctor/may-not-send-parts': '',
  'doctor/cannot-delete': 'delete',
};

/** The command that prints a policy with the right that is missing; `undefined` where none can be printed. */
export function policyCommand(code: FindingCode, provider: OpenProviderId): string | undefined {
  const extra = beyondUploads[code];
  if (extra === undefined || policyLanguages[provider] === undefined) return undefined;
  return extra === '' ? 'imbed policy' : `imbed policy --with ${extra}`;
}
