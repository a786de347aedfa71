import type { CheckName, DoctorCode } from '../../doctor/check.ts';
import type { Phrase } from '../phrasebook.ts';

/** What a language has to say about checks; a check or a finding without words does not compile. */
export interface DoctorWords {
  /** What is looked at. */
  readonly titles: Readonly<Record<CheckName, string>>;
  readonly phrases: Readonly<Record<DoctorCode, Phrase>>;
  /** @param title of the check that has to pass first */
  needs(title: string): string;
  /** @param command that prints a policy with the right that is missing */
  policy(command: string): string;
}

/** Of the checks that need a `NetworkProbe` or a proxy. Bundles for other devices are made without these. */
export type DoctorPhrasesOnComputers = Pick<
  DoctorWords['phrases'],
  | 'doctor/behind-proxy'
  | 'doctor/plain-http'
  | 'doctor/tls-not-verified'
  | 'doctor/tls-intercepted'
  | 'doctor/certificate-ends'
>;
