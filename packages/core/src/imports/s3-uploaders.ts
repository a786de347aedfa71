import { problemOf } from '../problems.ts';
import type { Fields } from './fields.ts';
import { inlineKeys, s3Store } from './s3-store.ts';
import {
  keysBy,
  keysIn,
  proxyOf,
  type ReadUploader,
  type UploaderSettings,
  unreadProblems,
} from './uploader.ts';

/** picgo-plugin-s3: https://github.com/wayjam/picgo-plugin-s3#readme. */
export const readS3Plugin: ReadUploader = (fields) => {
  const keys = keysBy(fields.text('uploadPath') || '{fullName}', 'picgo-plugin-s3');
  const tlsVerify = fields.flag('rejectUnauthorized') ?? true;
  return s3Uploader(fields, keys, { tlsVerify });
};

/**
 * PicList's own S3 uploader. Its path was a template up to the file name once, as that of the plugin it came from,
 * and is a folder now; and it checks no certificates unless it is told to, which is no wish of the person.
 */
export const readPicListS3: ReadUploader = (fields, naming) => {
  const path = fields.text('uploadPath');
  const namesFile = /\{fullName\}|\{extName\}|\.\w+$/i.test(path.split('/').at(-1) ?? '');
  const keys = namesFile ? keysBy(path, 'picgo-plugin-s3') : keysIn(path, naming);
  const unchecked = fields.flag('rejectUnauthorized') === false;
  const uploader = s3Uploader(fields, keys, {});
  const certificates = unchecked ? [problemOf('certificates-checked')] : [];
  return { ...uploader, problems: [...uploader.problems, ...certificates] };
};

function s3Uploader(
  fields: Fields,
  keys: UploaderSettings,
  more: Readonly<Record<string, unknown>>,
): UploaderSettings {
  const bucket = fields.text('bucketName');
  const pathStyle = fields.flag('pathStyleAccess');
  const acl = fields.text('acl');
  const links = linksOf(fields, bucket, pathStyle === true);
  const settings = {
    ...s3Store({ endpoint: fields.text('endpoint'), region: fields.text('region'), pathStyle }),
    bucket,
    acl: acl === 'auto' ? '' : acl,
    proxy: proxyOf(fields.text('proxy')),
    credentials: inlineKeys(fields.text('accessKeyID'), fields.text('secretAccessKey')),
    ...more,
    ...keys.settings,
    ...links.settings,
  };
  return { settings, problems: [...keys.problems, ...links.problems, ...unreadProblems(fields)] };
}

/** A pattern wins over the prefix and suffix that it replaced. */
function linksOf(fields: Fields, bucket: string, pathStyle: boolean): UploaderSettings {
  const prefix = fields.text('urlPrefix').replace(/\/+$/, '');
  const suffix = fields.text('urlSuffix') || fields.text('options');
  const bucketLeftOut = fields.flag('disableBucketPrefixToURL') === true;
  const pattern = fields.text('outputURLPattern');
  if (pattern !== '') return linksByPattern(pattern, bucket);
  const base = prefix === '' || !pathStyle || bucketLeftOut ? prefix : `${prefix}/${bucket}`;
  return { settings: { publicBaseUrl: base, urlSuffix: suffix }, problems: [] };
}

/** Only what ends in the object's path can be said with a base and a suffix. */
function linksByPattern(pattern: string, bucket: string): UploaderSettings {
  const plain = pattern
    .replaceAll('{dir}/{uploadedFileName}', '{path}')
    .replaceAll('{bucket}', bucket)
    .replace('{protocol}', 'https');
  const [, base, suffix] = /^([^{}]+)\/\{path\}([^{}]*)$/.exec(plain) ?? [];
  const storesOwn = /^https:\/\/\{host\}(:\{port\})?\/\{path\}(\?\{query\})?$/.test(plain);
  if (base !== undefined) return { settings: { publicBaseUrl: base, urlSuffix: suffix }, problems: [] };
  return { settings: {}, problems: storesOwn ? [] : [problemOf('pattern-left-out', { pattern })] };
}
