import type { CheckName, FindingCode } from '../../doctor/check.ts';
import { probeImage } from '../../doctor/probe-object.ts';
import { type DoctorChanges, isAnonymous } from '../doctor-under-test.ts';
import type { Fault, RecordedRequest, RequestHook } from '../s3-server/faults.ts';

/** Something that goes wrong, and all that the doctor should say about it. */
export interface Symptom {
  readonly name: string;
  readonly changes: DoctorChanges;
  readonly found: readonly (readonly [check: CheckName, status: 'warn' | 'fail', code: FindingCode])[];
}

/** A profile of a store that has no domain of its own for each bucket. */
export const ceph = {
  provider: 'ceph-rgw',
  region: '',
  endpoint: 'https://rgw.example.com',
  addressing: 'path',
} as const;

type Condition = (request: RecordedRequest) => boolean;

export function when(condition: Condition, fault: Fault): RequestHook {
  return (request) => (condition(request) ? fault : undefined);
}

export const always: Condition = () => true;
export const signed: Condition = ({ headers }) => headers['authorization'] !== undefined;
export const listing: Condition = ({ query, method }) => method === 'GET' && query.has('prefix');
export const looking: Condition = ({ path, method }) => method === 'HEAD' && isProbe(path);
/** A read of the link; the first question of a stranger goes elsewhere. */
export const following: Condition = (request) => isAnonymous(request) && isProbe(request.path);

/** The first name that the run draws in these tests. */
function isProbe(path: string): boolean {
  return path.endsWith('/000000000001.png');
}

export function putting({ method }: RecordedRequest): boolean {
  return method === 'PUT';
}

export function refuse(code: string, status = 403, more: { message?: string; ec?: string } = {}): Fault {
  return { kind: 'refuse', code, status, ...more };
}

export function respond(
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body: string | Uint8Array = '',
): Fault {
  return { kind: 'respond', status, headers, body };
}

/** The picture as a healthy bucket serves it, with other headers. */
export function picture(headers: Readonly<Record<string, string | undefined>>): Fault {
  const usual = { 'content-type': 'image/png', 'cache-control': 'public, max-age=31536000, immutable' };
  const sent = Object.entries({ ...usual, ...headers }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return respond(200, Object.fromEntries(sent), probeImage());
}
