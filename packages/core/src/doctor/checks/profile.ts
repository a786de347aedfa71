import { doubtfulSettings } from '../../settings/check-settings.ts';
import { type Check, pass, warn } from '../check.ts';

/** That it is valid, a bench could not have been made of it otherwise; what is left is what may be a slip. */
export const profileCheck: Check = ({ profile, store }) => {
  const doubtful = doubtfulSettings({ profiles: { '': profile } });
  const issues = doubtful.map((found) => ({ ...found, field: found.field.replace('profiles..', '') }));
  if (issues.length > 0) return warn('doctor/doubtful-setting', { provider: store.provider, issues });
  return pass({ provider: store.provider, bucket: store.bucket });
};
