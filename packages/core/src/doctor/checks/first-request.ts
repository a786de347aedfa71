import type { ErrorCode } from '../../errors.ts';
import { type Check, type CheckName, needs, pass, thrown } from '../check.ts';

/** What a refusal of the first signed request is about; whatever else it is, it is about the bucket. */
const subjects: Readonly<Partial<Record<ErrorCode, CheckName>>> = {
  'store/bad-signature': 'credentials',
  'store/unknown-access-key': 'credentials',
  'store/expired-token': 'credentials',
  'store/account-suspended': 'credentials',
  'config/missing-secret': 'credentials',
  // Where the store hides its clock, this is the first that is heard of it.
  'store/clock-skew': 'credentials',
  'store/wrong-region': 'region',
  'store/path-style-forbidden': 'addressing',
  'store/public-endpoint-forbidden': 'addressing',
};

/** Who may not read is refused here too, and has shown by it that keys, region and address are right. */
function about(subject: CheckName): Check {
  return async ({ firstRefusal }) => {
    const refusal = await firstRefusal();
    if (refusal === undefined || refusal.code === 'store/access-denied') return pass();
    const found = subjectOf(refusal.code);
    return found === subject ? thrown(refusal) : needs(found);
  };
}

function subjectOf(code: ErrorCode): CheckName {
  return subjects[code] ?? (code.startsWith('config/') ? 'credentials' : 'bucket');
}

export const credentialsCheck = about('credentials');
export const regionCheck = about('region');
export const addressingCheck = about('addressing');
export const bucketCheck = about('bucket');
