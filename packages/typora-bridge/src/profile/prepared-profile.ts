import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CredentialVariables, Profile, ResolvedStore, Settings } from '@imbed/core';
import { nodeDigests, stateFolder } from '@imbed/core/node';
import type { Io } from '../io.ts';

/**
 * What a configuration comes to for one profile, once it has been checked and its store made definite. Holds nothing
 * secret (keys, and passwords of proxies, stay where they are written), so that it can be remembered.
 */
export interface PreparedProfile {
  readonly name: string;
  readonly settings: Omit<Profile, 'credentials' | 'proxy'>;
  readonly store: ResolvedStore;
  readonly credentialVariables: readonly CredentialVariables[];
  /** Some profile of the file holds keys or a password, or a command, which may hold either. */
  readonly holdsSecrets: boolean;
  readonly storageMode: Settings['storage']['mode'];
}

/** Where a prepared profile is remembered, and what it must have been made of to be right still. */
export interface Memo {
  readonly path: string;
  readonly madeOf: string;
}

/** What {@link memoFor} asks of the program. */
export type Surroundings = Pick<Io, 'platform' | 'env' | 'home' | 'programStamp'>;

/**
 * The checker and the presets are half of the program, and most of the time that it takes to start; their verdict on
 * the same file is the same every time.
 *
 * @param wanted name that was asked for; empty for the default profile
 */
export async function memoFor(
  config: { readonly path: string; readonly text: string },
  wanted: string,
  io: Surroundings,
): Promise<Memo> {
  // The bundle and the standalone executable may share a folder; they would undo each other's memories.
  const place = await digest(`${process.execPath}\n${config.path}\n${wanted}`);
  const madeOf = await digest(`${io.programStamp()}\n${config.text}`);
  return { path: join(stateFolder(io), 'prepared', `${place.slice(0, 16)}.json`), madeOf };
}

async function digest(text: string): Promise<string> {
  return Buffer.from(await nodeDigests.sha256(Buffer.from(text))).toString('hex');
}

/** As it is kept: what it was made of and what it says, in a digest of both, and what it says. */
export async function inMemory({ madeOf }: Memo, prepared: PreparedProfile): Promise<string> {
  const text = JSON.stringify(prepared);
  return `${await sealOf(madeOf, text)}\n${text}`;
}

function sealOf(madeOf: string, text: string): Promise<string> {
  return digest(`${madeOf}\n${text}`);
}

/** `undefined` when nothing was remembered, it was made of something else, or it is not what was written. */
export async function recallPrepared({ path, madeOf }: Memo): Promise<PreparedProfile | undefined> {
  const memory = readMemory(path);
  const [seal, text = ''] = memory.split('\n', 2);
  return seal === (await sealOf(madeOf, text)) ? (JSON.parse(text) as PreparedProfile) : undefined;
}

function readMemory(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
