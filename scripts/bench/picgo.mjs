import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../lib/run.mjs';

const PICGO = '3.1.0';
const PLUGIN = '1.5.2';

/**
 * PicGo with its S3 plugin, as a user has it, in a folder that stays between runs (315 packages).
 * @param {string} folder
 */
export async function installPicgo(folder) {
  mkdirSync(folder, { recursive: true });
  const bin = join(folder, 'node_modules/picgo/bin/picgo');
  if (!existsSync(bin) || !existsSync(join(folder, 'node_modules/picgo-plugin-s3'))) {
    rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const packages = [`picgo@${PICGO}`, `picgo-plugin-s3@${PLUGIN}`];
    await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], {
      cwd: folder,
    });
  }
  return { version: `picgo ${PICGO} + picgo-plugin-s3 ${PLUGIN}`, command: commandFor(folder, bin) };
}

function commandFor(folder, bin) {
  return (node, store, files) => {
    const config = join(folder, 'config.json'); // PicGo looks for plugins beside its config
    writeFileSync(config, JSON.stringify(configFor(store), undefined, 2));
    return [node, bin, '-c', config, 'upload', ...files];
  };
}

function configFor({ endpoint, bucket, accessKeyId, secretAccessKey }) {
  return {
    picBed: {
      uploader: 'aws-s3',
      current: 'aws-s3',
      transformer: 'path',
      'aws-s3': {
        accessKeyID: accessKeyId,
        secretAccessKey,
        bucketName: bucket,
        uploadPath: 'img/{year}/{month}/{md5}.{extName}',
        region: 'us-east-1',
        endpoint,
        pathStyleAccess: true,
        acl: 'public-read',
      },
    },
    picgoPlugins: { 'picgo-plugin-s3': true },
    silent: false,
  };
}
