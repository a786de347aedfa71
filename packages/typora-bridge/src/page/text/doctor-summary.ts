import type { DoctorLine } from '../../serve/page-api.ts';
import type { Words } from './words.ts';

/** All checks in one sentence. */
export function doctorSummary(lines: readonly DoctorLine[], { doctor }: Words): string {
  const count = (wanted: DoctorLine['status']) => lines.filter(({ status }) => status === wanted).length;
  if (count('fail') > 0) return doctor.failures(count('fail'));
  return count('warn') > 0 ? doctor.warnings(count('warn')) : doctor.allWell;
}
