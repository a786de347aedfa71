import { issue, ok, type ParseResult } from '../parse-result.ts';
import { type Mistake, problemOf } from '../problems.ts';
import { settle } from './candidate.ts';
import { createFields, type Fields } from './fields.ts';
import type { Imported } from './imported.ts';
import { parseJsonText } from './json-text.ts';
import { inlineKeys, s3Store } from './s3-store.ts';
import { keysBy } from './uploader.ts';

/**
 * `data.json` of the Obsidian plugin S3 Image Uploader: https://github.com/jvsteiner/s3-image-uploader. Pictures are
 * called by the first half of their SHA-256, always.
 */
export function importS3ImageUploader(text: string): ParseResult<Imported> {
  const parsed = parseJsonText(text);
  if (!parsed.ok) return parsed;
  const data = createFields(parsed.value);
  if (!data.names().includes('accessKey') || !data.names().includes('bucket'))
    return issue('file', 'no-s3-image-uploader');
  return ok(settle([candidateOf(data)]));
}

function candidateOf(data: Fields) {
  const own = data.flag('useCustomEndpoint') === true;
  const place = {
    endpoint: own ? data.text('customEndpoint').replace(/\/+$/, '') : '',
    region: data.text('region'),
    pathStyle: data.flag('forcePathStyle'),
  };
  const folder = data.text('folder').replace(/^\/+|\/+$/g, '');
  const keys = keysBy(`${folder}/{sha256:32}.{extName}`, 's3-image-uploader');
  const settings = {
    ...s3Store(place),
    bucket: data.text('bucket'),
    publicBaseUrl: data.flag('useCustomImageUrl') === true ? data.text('customImageUrl') : '',
    urlSuffix: suffixOf(data.text('queryStringKey'), data.text('queryStringValue')),
    credentials: inlineKeys(data.text('accessKey'), data.text('secretKey')),
    ...keys.settings,
  };
  const problems = [...keys.problems, ...leftOut(data)];
  return { about: 'data.json', name: 's3-image-uploader', settings, problems };
}

function suffixOf(key: string, value: string): string {
  return key === '' || value === '' ? '' : `?${encodeURIComponent(key)}=${encodeURIComponent(value)}`;
}

/** What the plugin does besides uploading pictures to the store. */
function leftOut(data: Fields): readonly Mistake[] {
  const switches = ['localUpload', 'uploadVideo', 'uploadAudio', 'uploadPdf', 'enableImageCompression'];
  const on = switches.filter((name) => data.flag(name) === true);
  const ignored = data.text('ignorePattern') === '' ? [] : ['ignorePattern'];
  return [...on, ...ignored].map((name) => problemOf('not-in-profiles', { name }));
}
