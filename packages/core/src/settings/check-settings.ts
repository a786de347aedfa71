import { parseKeyTemplate } from '../naming/key-template.ts';
import type { ConfigIssue } from '../parse-result.ts';
import { resolveStore } from '../providers/index.ts';
import type { Profile, Settings } from './profile.ts';

/** What makes no sense in any of the profiles, by dotted path; for `imbed config validate` and settings screens. */
export function checkSettings({ profiles }: Settings): readonly ConfigIssue[] {
  return Object.entries(profiles).flatMap(([name, profile]) =>
    checkProfile(profile).map(({ field, problem }) => ({ field: `profiles.${name}.${field}`, problem })),
  );
}

/** What makes no sense in one profile, by setting; none when its store and its keys are definite. */
export function checkProfile(profile: Profile): readonly ConfigIssue[] {
  const store = resolveStore(profile);
  const template = parseKeyTemplate(profile.keyTemplate);
  const aclRefused = store.ok && !store.value.acceptsAcl && profile.acl !== '';
  return [
    ...(store.ok ? [] : store.issues),
    ...(template.ok ? [] : template.issues),
    ...(aclRefused ? [{ field: 'acl', problem: aclProblem }] : []),
  ];
}

const aclProblem = 'must be empty: this store takes no ACLs; make the bucket itself public instead';
