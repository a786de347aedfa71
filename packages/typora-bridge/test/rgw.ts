import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { filesBelow } from '@imbed/core/testing';
import { type Bench, createBench, createFolder } from './support.ts';

export function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run "node scripts/with-rgw.mjs COMMAND"`);
  return value;
}

/** Debian's s3cmd: a client that shares no code with us. */
export async function s3cmd(...args: readonly string[]): Promise<string> {
  const { host } = new URL(variable('IMBED_RGW_ENDPOINT'));
  const own = [
    '--no-ssl',
    `--host=${host}`,
    `--host-bucket=${host}`,
    `--access_key=${variable('IMBED_RGW_ACCESS_KEY')}`,
    `--secret_key=${variable('IMBED_RGW_SECRET_KEY')}`,
    '--config=/dev/null',
  ];
  const { AWS_CA_BUNDLE: _, ...env } = process.env;
  return (await promisify(execFile)('s3cmd', [...own, ...args], { env })).stdout;
}

/** All that is in a bucket, by key, as s3cmd gets it. */
export async function objectsOf(bucket: string): Promise<ReadonlyMap<string, Buffer>> {
  const folder = createFolder();
  await s3cmd('get', '--recursive', `s3://${bucket}/`, `${folder}/`);
  return new Map(filesBelow(folder).map((key) => [key, readFileSync(join(folder, key))]));
}

export function createRgwBench(profile: Readonly<Record<string, unknown>>): Bench {
  const bench = createBench(variable('IMBED_RGW_ENDPOINT'), { provider: 'ceph-rgw', ...profile });
  const keys = {
    AWS_ACCESS_KEY_ID: variable('IMBED_RGW_ACCESS_KEY'),
    AWS_SECRET_ACCESS_KEY: variable('IMBED_RGW_SECRET_KEY'),
  };
  return { ...bench, env: { ...bench.env, ...keys } };
}
