import type { HttpRequest } from '../http/transport.ts';

/**
 * A request of the AWS SDK as OSS's own dialect words it: path, query and documents are the same, and headers
 * have another prefix. (The one with another name, the canned ACL, is written in the right dialect at once.)
 */
export function inOssDialect(request: HttpRequest): HttpRequest {
  const renamed = Object.entries(request.headers).map(
    ([name, value]) => [name.replace(/^x-amz-/, 'x-oss-'), value] as const,
  );
  return { ...request, headers: Object.fromEntries(renamed) };
}
