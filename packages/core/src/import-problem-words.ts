import { inEnglish } from './problem-words.ts';
import type { Mistake } from './problems.ts';

/** A `ConfigIssue`, which is made of these words. */
export interface ToldIssue {
  readonly field: string;
  readonly code: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

function wordsOf(issue: ToldIssue): string {
  return inEnglish(issue as Mistake);
}

/** Settings and what is wrong with them. */
function told(issues: readonly ToldIssue[]): string {
  return issues.map((issue) => `${issue.field} ${wordsOf(issue)}`).join('; ');
}

/** What can be said of another program's settings, by code, in English. */
export const importProblemWords = {
  'not-imported': ({ issues }: { readonly issues: readonly ToldIssue[] }) =>
    `is not imported: ${told(issues)}`,
  'imported-with': ({ issues }: { readonly issues: readonly ToldIssue[] }) => told(issues),
  'proxy-left-out': () => 'the proxy is left out: Imbed takes http:// and https:// proxies',
  'region-left-out': ({ region }: { readonly region: string }) =>
    `the region "${region}" is left out: the store has another one`,
  'acl-left-out': ({ acl }: { readonly acl: string }) => `the ACL ${acl} is left out: the store takes none`,
  'no-profiles-there': () => 'holds no profiles of Imbed',
  'keys-missing': () => 'came without keys: enter them on this device',
  'storage-left-out': () => 'where notes keep their images is set on each device by itself',
  'no-ini': ({ line }: { readonly line: number }) =>
    `is no INI file: line ${line} is neither a section nor a setting`,
  'no-json-object': () => 'is no JSON object',
  'region-to-set': () => 'region is to be set: oss-accelerate tells none',
  'kodo-name': () =>
    'the bucket may have another name for S3: compare with the S3 domain that the console shows',
  'no-s3': () => 'is no store that speaks S3, so Imbed cannot use it',
  'upyun-keys': () =>
    'is not imported: its S3 address takes keys of its own; make them in the console and choose "custom"',
  'unknown-uploader': () => 'is not imported: Imbed does not know this uploader',
  'no-picgo': () => 'is no configuration of PicGo or PicList: it has neither "picBed" nor "uploader"',
  'url-rewrite': () => 'has no counterpart: set publicBaseUrl and urlSuffix',
  'plugin-left-out': () => 'is a plugin, whose doing Imbed does not repeat',
  'kept-as-is': () => 'is left out: pictures are stored as they are',
  'rclone-encrypted': () =>
    'is encrypted; write it out with "rclone config show", and delete that file afterwards',
  'no-rclone': () => 'is no rclone.conf: no section has a "type"',
  'signature-v2': () => 'signatures of version 2 are not made: try with version 4',
  'remote-without-bucket': () => 'is not imported: it names no bucket; say which with --bucket',
  'remote-b2': () =>
    "is not imported: it is of the type b2, and that is B2's own protocol; make keys for its S3 address",
  'remote-type': ({ type }: { readonly type: string }) =>
    `is not imported: it is of the type ${type || '(none)'}, and that is no S3 store`,
  'no-s3-image-uploader': () => 'is no data.json of S3 Image Uploader: it has no "accessKey" and "bucket"',
  'not-in-profiles': ({ name }: { readonly name: string }) => `${name} has no counterpart in a profile`,
  'no-counterpart': ({ names }: { readonly names: readonly string[] }) =>
    `${names.join(', ')} ${names.length === 1 ? 'has' : 'have'} no counterpart`,
  'certificates-checked': () =>
    'certificates are checked, which PicList leaves out unless told otherwise; set tlsVerify to false for a store with one of its own',
  'pattern-left-out': ({ pattern }: { readonly pattern: string }) =>
    `outputURLPattern "${pattern}" is left out: Imbed's links are a base, the key and a suffix; set publicBaseUrl`,
  'siyuan-encrypted': () => "is SiYuan's encrypted export; name conf/conf.json of the workspace instead",
  'no-siyuan': () => 'holds no S3 settings of SiYuan ("sync.s3")',
  'siyuan-private': () =>
    "this bucket holds SiYuan's own data, which is private; pictures that others shall see are better kept in another",
  'word-replaced': ({ word, by }: { readonly word: string; readonly by: string }) =>
    `${word} became ${by}, which Imbed has`,
  'words-unknown': ({ words }: { readonly words: readonly string[] }) =>
    `${words.join(', ')} has no counterpart`,
  'names-left-out': ({
    template,
    issues,
  }: {
    readonly template: string;
    readonly issues: readonly ToldIssue[];
  }) => `the names "${template}" are left out, and Imbed's own used: ${issues.map(wordsOf).join('; ')}`,
  'no-bucket-set': ({ variable }: { readonly variable: string }) =>
    `is set, but no bucket: name one in ${variable} or with --bucket`,
} as const;
