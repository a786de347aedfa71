import { issue, ok, type ParseResult } from '../parse-result.ts';
import { problemOf } from '../problems.ts';
import { settle } from './candidate.ts';
import { createFields, type Fields } from './fields.ts';
import type { Imported } from './imported.ts';
import { parseJsonText } from './json-text.ts';
import { inlineKeys, s3Store } from './s3-store.ts';
import { unreadProblems } from './uploader.ts';

/**
 * The S3 panel of SiYuan's synchronisation, as it stands in `conf/conf.json` of a workspace or by itself:
 * https://github.com/siyuan-note/siyuan/blob/master/kernel/conf/sync.go.
 */
export function importSiYuan(text: string): ParseResult<Imported> {
  if (/^[0-9a-f]{64,}\s*$/i.test(text)) return issue('file', 'siyuan-encrypted');
  const parsed = parseJsonText(text);
  if (!parsed.ok) return parsed;
  const root = createFields(parsed.value);
  const s3 = root.text('accessKey') === '' ? root.inside('sync').inside('s3') : root;
  if (s3.names().length === 0) return issue('file', 'no-siyuan');
  return ok(settle([candidateOf(s3)]));
}

function candidateOf(s3: Fields) {
  const pathStyle = s3.flag('pathStyle');
  // How many requests go out at once is the upload's own business here.
  s3.text('concurrentReqs');
  const settings = {
    ...s3Store({ endpoint: s3.text('endpoint'), region: s3.text('region'), pathStyle }),
    bucket: s3.text('bucket'),
    tlsVerify: s3.flag('skipTlsVerify') !== true,
    timeoutSeconds: Number(s3.text('timeout')) || undefined,
    credentials: inlineKeys(s3.text('accessKey'), s3.text('secretKey')),
  };
  const problems = [problemOf('siyuan-private'), ...unreadProblems(s3)];
  return { about: 'sync.s3', name: 'siyuan', settings, problems };
}
