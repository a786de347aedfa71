import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '@imbed/core/node';

/** Names that nobody can guess: who has an object's may have it deleted, and only who stored it is told. */
export type ObjectIds = (subject: { readonly store: string; readonly key: string }) => string;

/** @param path of the secret behind the names, which are the same ones as long as it is there */
export function createObjectIds(path: string): ObjectIds {
  const secret = secretIn(path);
  return ({ store, key }) =>
    createHmac('sha256', secret).update(`${store}\n${key}`).digest('base64url').slice(0, 27);
}

function secretIn(path: string): Buffer {
  const known = read(path);
  if (known !== undefined) return known;
  makeFolder(dirname(path));
  writeFileSync(path, randomBytes(32), { mode: 0o600 });
  return readFileSync(path);
}

function read(path: string): Buffer | undefined {
  try {
    const secret = readFileSync(path);
    return secret.length === 32 ? secret : undefined;
  } catch {
    return undefined;
  }
}
