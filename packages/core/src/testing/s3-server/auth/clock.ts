import { s3Error } from '../errors.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (RequestTimeTooSkewed); OSS's is the same. */
const MAX_SKEW_MS = 15 * 60 * 1000;

/** `20261122T010203Z` */
const basicIso = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

export function parseBasicIso(text: string | null | undefined): Date | undefined {
  const [, year, month, day, hour, minute, second] = basicIso.exec(text ?? '') ?? [];
  return year === undefined ? undefined : new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

export function refuseSkew(signed: Date, now: Date): void {
  if (Math.abs(now.getTime() - signed.getTime()) <= MAX_SKEW_MS) return;
  throw s3Error('RequestTimeTooSkewed', {
    details: {
      RequestTime: signed.toISOString(),
      ServerTime: now.toISOString(),
      MaxAllowedSkewMilliseconds: String(MAX_SKEW_MS),
    },
  });
}

export function isInFuture(signed: Date, now: Date): boolean {
  return signed.getTime() - now.getTime() > MAX_SKEW_MS;
}
