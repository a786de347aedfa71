import { s3Error } from './errors.ts';
import { emptyResponse, type S3Response } from './response.ts';
import type { BucketRecord, CorsRule } from './storage/storage.ts';

type Headers = Readonly<Record<string, string>>;

/** Answers the browser's question before a request, by the bucket's rules. */
export function preflight(headers: Headers, bucket: BucketRecord | undefined): S3Response {
  const origin = headers['origin'];
  const method = headers['access-control-request-method'];
  const asked = (headers['access-control-request-headers'] ?? '')
    .split(/ *, */)
    .filter((name) => name !== '');
  if (origin === undefined || method === undefined) throw s3Error('InvalidRequest');
  const rule = ruleFor(bucket, origin, method);
  if (rule === undefined || !asked.every((name) => allowsHeader(rule, name)))
    throw s3Error('AccessForbidden');
  return emptyResponse(200, {
    ...originHeaders(rule, origin),
    ...(asked.length === 0 ? {} : { 'access-control-allow-headers': asked.join(', ').toLowerCase() }),
    ...(rule.maxAgeSeconds === undefined ? {} : { 'access-control-max-age': String(rule.maxAgeSeconds) }),
  });
}

/** What a browser must see on an answer to let the page have it; nothing when no rule allows it. */
export function corsHeaders(method: string, headers: Headers, bucket: BucketRecord | undefined): Headers {
  const origin = headers['origin'];
  const rule = origin === undefined ? undefined : ruleFor(bucket, origin, method);
  if (origin === undefined || rule === undefined) return {};
  const exposed = rule.exposeHeaders ?? [];
  return {
    ...originHeaders(rule, origin),
    ...(exposed.length === 0 ? {} : { 'access-control-expose-headers': exposed.join(', ') }),
  };
}

function originHeaders(rule: CorsRule, origin: string): Headers {
  return {
    'access-control-allow-origin': rule.allowedOrigins.includes('*') ? '*' : origin,
    'access-control-allow-methods': rule.allowedMethods.join(', '),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

function ruleFor(bucket: BucketRecord | undefined, origin: string, method: string): CorsRule | undefined {
  return bucket?.cors.find(
    (rule) =>
      rule.allowedMethods.includes(method) && rule.allowedOrigins.some((pattern) => fits(pattern, origin)),
  );
}

function allowsHeader(rule: CorsRule, name: string): boolean {
  return (rule.allowedHeaders ?? []).some((pattern) => fits(pattern.toLowerCase(), name.toLowerCase()));
}

/** A pattern has one `*` at most. */
function fits(pattern: string, text: string): boolean {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern === text;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= pattern.length - 1 && text.startsWith(before) && text.endsWith(after);
}
