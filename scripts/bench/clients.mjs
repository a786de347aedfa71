import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The commands that are compared. Each is `(store, files) => [program, ...arguments]`. */
export function clients({ node, bundle, standalone, bare, bareStandalone, picgo, folder }) {
  const imbed = (program) => (store, files) => {
    const config = writeConfig(folder, store);
    forgetUploads(folder);
    return [...program, 'upload', '--config', config, '--', ...files];
  };
  const uploader =
    (program) =>
    ({ endpoint, bucket, accessKeyId, secretAccessKey }, files) => [
      ...program,
      ...[endpoint, bucket, accessKeyId, secretAccessKey],
      ...files,
    ];
  return {
    nothing: () => [node, '-e', '0'],
    picgo: (store, files) => picgo.command(node, store, files),
    bundle: imbed([node, bundle]),
    standalone: imbed([standalone]),
    bare: uploader([node, bare]),
    bareStandalone: uploader([bareStandalone]),
  };
}

export function stateFolder(folder) {
  return join(folder, 'state');
}

/** Else the second run uploads nothing. What the configuration came to is remembered, as for everyone who uploads again. */
export function forgetUploads(folder) {
  rmSync(join(stateFolder(folder), 'ledger.jsonl'), { force: true });
}

/** @returns {string} its path */
export function writeConfig(folder, store) {
  const config = join(folder, 'imbed.json');
  writeFileSync(config, JSON.stringify(imbedConfig(store)), { mode: 0o600 });
  return config;
}

function imbedConfig({ endpoint, bucket, accessKeyId, secretAccessKey }) {
  return {
    version: 1,
    defaultProfile: 'bench',
    profiles: {
      bench: {
        provider: 'custom',
        bucket,
        region: 'us-east-1',
        endpoint,
        addressing: 'path',
        tlsVerify: false,
        credentials: { source: 'inline', accessKeyId, secretAccessKey },
      },
    },
  };
}
