import type { HttpRequest } from '../http/transport.ts';
import type { ScriptedReply } from './scripted-transport.ts';

/** What a store that has everything answers, just far enough for a wire to carry on. */
export function storeReply({ method, url }: HttpRequest): ScriptedReply {
  const { searchParams } = new URL(url);
  if (method === 'POST') return xml(postReply(searchParams));
  if (method === 'GET' && !searchParams.has('x-id')) return xml('<ListBucketResult/>');
  return { status: 200, headers: { etag: '"etag"', 'content-length': '0' } };
}

function postReply(query: URLSearchParams): string {
  if (query.has('uploads'))
    return '<InitiateMultipartUploadResult><UploadId>upload-1</UploadId></InitiateMultipartUploadResult>';
  if (query.has('delete')) return '<DeleteResult/>';
  return '<CompleteMultipartUploadResult><ETag>"etag-2"</ETag></CompleteMultipartUploadResult>';
}

function xml(body: string): ScriptedReply {
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}
