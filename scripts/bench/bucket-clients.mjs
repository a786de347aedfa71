import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Parts of all who can be told: 8 MiB, four at a time. */
const PART_MIB = 8;
const PARTS_AT_ONCE = 4;

/**
 * @typedef {{ endpoint: string, bucket: string, accessKeyId: string, secretAccessKey: string }} Place
 * @typedef {'up' | 'down' | 'tree up' | 'tree down'} Work
 * What a client is asked to do: one file to a key and back, or a tree below a prefix and back.
 * @typedef {{ file: string, key: string, tree: string, prefix: string, into: string }} Names
 * @typedef {(place: Place, names: Names) => Partial<Readonly<Record<Work, readonly string[]>>>} Client
 */

/** @param {{ folder: string, bundle: string, libStorage: string }} programs @returns {Record<string, Client>} */
export function bucketClients({ folder, bundle, libStorage }) {
  return {
    imbed(place, { file, key, tree, prefix, into }) {
      const imbed = (command, ...args) => [
        ...[process.execPath, bundle, command, '--config', configOf(folder, place), '--quiet'],
        ...args,
      ];
      return {
        up: imbed('put', '--replace', '--key', key, file),
        down: imbed('get', key, '--into', into),
        'tree up': imbed('put', '--replace', '--prefix', prefix, tree),
        'tree down': imbed('get', `${prefix}/`, '--into', into),
      };
    },
    rclone(place, { file, key, tree, prefix, into }) {
      const { endpoint, bucket, accessKeyId, secretAccessKey } = place;
      const keys = `access_key_id=${accessKeyId},secret_access_key=${secretAccessKey}`;
      const remote = `:s3,provider=Ceph,${keys},endpoint='${endpoint}',no_check_bucket=true:${bucket}`;
      const parts = ['--s3-chunk-size', `${PART_MIB}M`, '--s3-upload-concurrency', String(PARTS_AT_ONCE)];
      const options = ['--config', '/dev/null', '--no-check-certificate', ...parts];
      const copy = (command, from, to) => ['rclone', command, ...options, from, to];
      return {
        up: copy('copyto', file, `${remote}/${key}`),
        down: copy('copyto', `${remote}/${key}`, join(into, key)),
        'tree up': copy('copy', tree, `${remote}/${prefix}/tree`),
        'tree down': copy('copy', `${remote}/${prefix}`, into),
      };
    },
    'aws s3 cp'(place, { file, key, tree, prefix, into }) {
      const { endpoint, bucket, accessKeyId, secretAccessKey } = place;
      const keys = [`AWS_ACCESS_KEY_ID=${accessKeyId}`, `AWS_SECRET_ACCESS_KEY=${secretAccessKey}`];
      // Newer versions send checksums that not every store knows.
      const plain = ['AWS_REQUEST_CHECKSUM_CALCULATION', 'AWS_RESPONSE_CHECKSUM_VALIDATION'].map(
        (name) => `${name}=when_required`,
      );
      const cp = (...args) => [
        ...['env', 'AWS_CONFIG_FILE=/dev/null', 'AWS_DEFAULT_REGION=us-east-1', ...plain, ...keys],
        ...['aws', '--endpoint-url', endpoint, '--no-verify-ssl', 's3', 'cp', '--only-show-errors', ...args],
      ];
      return {
        up: cp(file, `s3://${bucket}/${key}`),
        down: cp(`s3://${bucket}/${key}`, join(into, key)),
        'tree up': cp('--recursive', tree, `s3://${bucket}/${prefix}/tree`),
        'tree down': cp('--recursive', `s3://${bucket}/${prefix}`, into),
      };
    },
    s3cmd({ endpoint, bucket, accessKeyId, secretAccessKey }, { file, key, tree, prefix, into }) {
      const { host, protocol } = new URL(endpoint);
      const s3cmd = (...args) => [
        ...['s3cmd', '--config=/dev/null', '--no-progress', '--quiet', '--no-check-certificate'],
        ...(protocol === 'http:' ? ['--no-ssl'] : []),
        ...[`--host=${host}`, `--host-bucket=${host}`],
        ...[`--access_key=${accessKeyId}`, `--secret_key=${secretAccessKey}`],
        ...args,
      ];
      return {
        up: s3cmd('put', file, `s3://${bucket}/${key}`),
        down: s3cmd('get', '--force', `s3://${bucket}/${key}`, join(into, key)),
        'tree up': s3cmd('put', '--recursive', tree, `s3://${bucket}/${prefix}/`),
        'tree down': s3cmd('get', '--force', '--recursive', `s3://${bucket}/${prefix}/`, `${into}/`),
      };
    },
    curl({ endpoint, bucket, accessKeyId, secretAccessKey }, { file, key, into }) {
      const keys = ['--user', `${accessKeyId}:${secretAccessKey}`, '--aws-sigv4', 'aws:amz:us-east-1:s3'];
      const unsigned = ['-H', 'x-amz-content-sha256: UNSIGNED-PAYLOAD'];
      const url = `${endpoint}/${bucket}/${key}`;
      const curl = (...args) => ['curl', '-q', '-sS', '-k', '--fail', ...keys, ...unsigned, ...args, url];
      return { up: curl('-T', file, '-o', '/dev/null'), down: curl('-o', join(into, key)) };
    },
    'lib-storage'(place, { file, key }) {
      const order = { ...place, file, key, partBytes: PART_MIB * 1024 ** 2, partsAtOnce: PARTS_AT_ONCE };
      return { up: [process.execPath, libStorage, JSON.stringify(order)] };
    },
  };
}

function configOf(folder, { accessKeyId, secretAccessKey, ...store }) {
  const credentials = { source: 'inline', accessKeyId, secretAccessKey };
  const bench = { ...store, provider: 'ceph-rgw', addressing: 'path', tlsVerify: false, credentials };
  const path = join(folder, 'config.json');
  writeFileSync(path, JSON.stringify({ version: 1, profiles: { bench } }), { mode: 0o600 });
  return path;
}
