import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The commands that are compared. Each is `(store, files) => [program, ...arguments]`. */
export function clients({ node, bundle, standalone, bare, bareStandalone, picgo, folder }) {
  const imbed = (program) => (store, files) => {
    const config = join(folder, 'imbed.json');
    writeFileSync(config, JSON.stringify(imbedConfig(store)), { mode: 0o600 });
    // Else the second run uploads nothing. What the configuration came to is remembered, as for everyone who uploads
    // a second picture.
    rmSync(join(stateFolder(folder), 'ledger.jsonl'), { force: true });
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
