import { utf8 } from '../bytes.ts';
import type { ImbedError } from '../errors.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import type { DigestsPort } from '../ports.ts';
import { bucketUrl } from '../providers/bucket-url.ts';
import { storeErrorFromSdk } from './error-table.ts';
import { textOf } from './multipart-sessions.ts';
import type { RequestOptions } from './object-store.ts';
import { toBase64 } from './signing/encoding.ts';
import type { TransferWire } from './transfer-wire.ts';
import { escapeXml, xmlElements, xmlField, xmlText } from './xml.ts';

/** One batch; answers with what was not deleted. Its MD5 is what every store wants or takes. */
export async function deleteBatch(
  wire: TransferWire,
  digests: DigestsPort,
  keys: readonly ObjectKey[],
  options: RequestOptions,
): Promise<readonly ImbedError[]> {
  const body = utf8(deleteDocument(keys));
  const headers = { 'content-type': 'application/xml', 'content-md5': toBase64(await digests.md5(body)) };
  const url = `${bucketUrl(wire.store)}/?delete=`;
  const answer = textOf(await wire.send({ method: 'POST', url, headers, body }, options));
  const context = { store: wire.store, method: 'POST', now: wire.clock.now() };
  return xmlElements(answer, 'Error').map((entry) => {
    const [Code, Message, EC] = ['Code', 'Message', 'EC'].map((name) => xmlField(entry, name));
    const known = { ...(Code && { Code }), ...(Message && { Message }), ...(EC && { EC }) };
    return storeErrorFromSdk(known, { ...context, key: xmlText(entry, 'Key') });
  });
}

function deleteDocument(keys: readonly ObjectKey[]): string {
  const objects = keys.map((key) => `<Object><Key>${escapeXml(key)}</Key></Object>`).join('');
  return `<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Quiet>true</Quiet>${objects}</Delete>`;
}
