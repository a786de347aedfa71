import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CredentialVariables, Profile, ResolvedStore } from '@imbed/core';
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
  /** Some profile of the file holds its keys inline. */
  readonly holdsKeys: boolean;
}

/** Where a prepared profile is remembered, and what it must have been made of to be right still. */
export interface Memo {
  readonly path: string;
  readonly madeOf: string;
}

/**
 * The checker and the presets are half of the program, and most of the time that it takes to start; their verdict on
 * the same file is the same every time.
 *
 * @param wanted name that was asked for; empty for the default profile
 */
export async function memoFor(config: { path: string; text: string }, wanted: string, io: Io): Promise<Memo> {
  const place = await digest(`${config.path}\n${wanted}`);
  const madeOf = await digest(`${io.programStamp()}\n${config.text}`);
  return { path: join(stateFolder(io), 'prepared', `${place.slice(0, 16)}.json`), madeOf };
}

async function digest(text: string): Promise<string> {
  return Buffer.from(await nodeDigests.sha256(Buffer.from(text))).toString('hex');
}

/** `undefined` when nothing was remembered, or it was made of something else. */
export function recallPrepared({ path, madeOf }: Memo): PreparedProfile | undefined {
  try {
    const memory = JSON.parse(readFileSync(path, 'utf8')) as { madeOf?: unknown; prepared: PreparedProfile };
    return memory.madeOf === madeOf ? memory.prepared : undefined;
  } catch {
    return undefined;
  }
}
