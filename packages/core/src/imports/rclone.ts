import { issue, ok, type ParseResult } from '../parse-result.ts';
import { type Mistake, problemOf } from '../problems.ts';
import type { OpenProviderId } from '../providers/provider-id.ts';
import { type Candidate, settle } from './candidate.ts';
import { createFields, type Fields } from './fields.ts';
import { type Imported, type ImportNote, type ImportOptions, importNote } from './imported.ts';
import { type IniSections, parseIniText } from './ini-text.ts';
import { inlineKeys, s3Store } from './s3-store.ts';
import { keysIn, unreadProblems } from './uploader.ts';

/** rclone's names of stores: https://github.com/rclone/rclone/tree/master/backend/s3/provider. */
const providerNames: Readonly<Record<string, OpenProviderId>> = {
  AWS: 'aws-s3',
  Alibaba: 'aliyun-oss',
  Ceph: 'ceph-rgw',
  Cloudflare: 'cloudflare-r2',
  DigitalOcean: 'digitalocean-spaces',
  GCS: 'gcs-s3',
  HuaweiOBS: 'huawei-obs',
  Minio: 'minio',
  Qiniu: 'qiniu-kodo',
  Scaleway: 'scaleway',
  SeaweedFS: 'seaweedfs',
  Synology: 'synology-c2',
  TencentCOS: 'tencent-cos',
  Wasabi: 'wasabi',
  us3: 'ucloud-us3',
};

/** How rclone moves data, which Imbed decides for itself, and what it does with buckets, which Imbed does not touch. */
const ownBusiness =
  /^(description|location_constraint|bucket_acl|no_check_bucket|no_head|no_head_object|disable_checksum|disable_http2|encoding|chunk_size|copy_cutoff|upload_cutoff|upload_concurrency|max_upload_parts|list_.*|memory_pool_.*|leave_parts_on_error|use_multipart_.*|use_unsigned_payload|use_x_id|use_already_exists|sign_accept_encoding|use_accept_encoding_gzip|might_gzip|decompress|use_data_integrity_protections|directory_markers|shared_credentials_file)$/;

/**
 * `rclone.conf`. A remote of type `s3` names no bucket: that is in an `alias` (or another remote on top) that leads to
 * it, or `options.bucket`. Nothing of an `s3` remote is obscured; only passwords of other types are.
 * https://rclone.org/s3/
 */
export function importRclone(text: string, options: ImportOptions = {}): ParseResult<Imported> {
  if (/^RCLONE_ENCRYPT_V\d+:/m.test(text)) return issue('file', 'rclone-encrypted');
  const sections = parseIniText(text);
  if (!sections.ok) return sections;
  const remotes = [...sections.value].map(([name, written]) => ({ name, fields: createFields(written) }));
  if (!remotes.some(({ fields }) => fields.text('type') !== '')) return issue('file', 'no-rclone');
  const s3 = remotes.filter(({ fields }) => fields.text('type') === 's3');
  const places = s3.map((remote) => ({ remote, buckets: bucketsOf(remote.name, sections.value, options) }));
  const candidates = places.flatMap(({ remote, buckets }) =>
    buckets.map((place, index) => candidateOf(remote, place, index)),
  );
  const others = remotes
    .filter(({ fields }) => !['s3', 'alias'].includes(fields.text('type')))
    .map(otherNote);
  const nowhere = places.filter(({ buckets }) => buckets.length === 0).map(bucketNote);
  return ok(settle(candidates, [...nowhere, ...others]));
}

interface Remote {
  readonly name: string;
  readonly fields: Fields;
}

interface Place {
  readonly name: string;
  readonly bucket: string;
  readonly folder: string;
}

/** Those that other remotes lead to, each under that remote's name. */
function bucketsOf(name: string, sections: IniSections, { bucket }: ImportOptions): readonly Place[] {
  if (bucket !== undefined) return [{ name, bucket, folder: '' }];
  return [...sections].flatMap(([other, { type, remote = '' }]) => {
    if (type !== 'alias' || !remote.startsWith(`${name}:`)) return [];
    const [found = '', ...folders] = remote
      .slice(name.length + 1)
      .replace(/^\/+/, '')
      .split('/');
    return found === '' ? [] : [{ name: other, bucket: found, folder: folders.join('/') }];
  });
}

function candidateOf({ name, fields }: Remote, place: Place, index: number): Candidate {
  const named = fields.text('provider');
  const provider = Object.hasOwn(providerNames, named) ? providerNames[named] : undefined;
  const accelerated = fields.flag('use_accelerate_endpoint') === true;
  const store = s3Store({
    endpoint: accelerated ? 'accelerate' : fields.text('endpoint'),
    region: fields.text('region') === 'other-v2-signature' ? '' : fields.text('region'),
    pathStyle: fields.flag('force_path_style'),
    ...(provider !== undefined && { provider }),
  });
  const keys = place.folder === '' ? undefined : keysIn(place.folder, rcloneNames);
  const settings = {
    ...store,
    bucket: place.bucket,
    acl: fields.text('acl') === 'private' ? '' : fields.text('acl'),
    credentials: credentialsOf(fields),
    ...keys?.settings,
  };
  const problems = [...(keys?.problems ?? []), ...(index === 0 ? withoutCounterpart(fields) : [])];
  return { about: name, name: place.name, settings, problems };
}

const rcloneNames = { dialect: 'piclist', fileName: '{fullName}' } as const;

function credentialsOf(fields: Fields) {
  const profile = fields.text('profile');
  if (fields.flag('env_auth') === true)
    return profile === '' ? { source: 'env' } : { source: 'aws-profile', profile };
  return inlineKeys(
    fields.text('access_key_id'),
    fields.text('secret_access_key'),
    fields.text('session_token'),
  );
}

function withoutCounterpart(fields: Fields): readonly Mistake[] {
  const v2 = fields.flag('v2_auth') === true || fields.text('region') === 'other-v2-signature';
  for (const name of fields.names()) if (ownBusiness.test(name)) fields.text(name);
  return [...(v2 ? [problemOf('signature-v2')] : []), ...unreadProblems(fields)];
}

function bucketNote({ remote }: { readonly remote: Remote }): ImportNote {
  return importNote(remote.name, 'remote-without-bucket');
}

function otherNote({ name, fields }: Remote): ImportNote {
  const type = fields.text('type');
  return type === 'b2' ? importNote(name, 'remote-b2') : importNote(name, 'remote-type', { type });
}
