import { existsSync } from 'node:fs';
import { accepted, addProfiles, type MessageLocale, type NamedProfile } from '@imbed/core';
import { readConfigFile } from '@imbed/core/node';
import type { Args } from '../args.ts';
import { configPath } from '../config-location.ts';
import type { Io } from '../io.ts';
import { messageLocale } from '../locale.ts';
import { type InitWords, initWords } from './words.ts';

/** Where `imbed init` works. */
export interface Scene {
  readonly args: Args;
  readonly io: Io;
  readonly locale: MessageLocale;
  readonly words: InitWords;
  /** Of the configuration. */
  readonly path: string;
  /** Of the profiles that were in it to begin with. */
  readonly names: readonly string[];
}

/** A profile as it was chosen. */
export interface Chosen extends NamedProfile {
  /** Its bucket holds more than images: nobody is asked whether to open it. */
  readonly keepPrivate: boolean;
}

/** What is to be done; until then nothing was. */
export interface Plan extends Chosen {
  readonly createBucket: boolean;
  /** Let everybody read what the doctor finds that nobody can; asked for then, where somebody can be asked. */
  readonly publish: boolean;
  readonly origins: readonly string[];
  readonly expiry: boolean;
}

/** Rejects with `config/*` for a configuration that cannot be added to: sooner than after ten questions. */
export async function openScene(args: Args, io: Io): Promise<Scene> {
  const locale = messageLocale(io.env);
  const path = configPath(args, io);
  const file = existsSync(path) ? await readConfigFile(path) : undefined;
  if (file !== undefined) accepted(addProfiles(file.text, []));
  return { args, io, locale, words: initWords(locale), path, names: namesIn(file?.value) };
}

/** @param accepted an object, with an object of profiles or none */
export function namesIn(accepted: unknown): readonly string[] {
  const { profiles = {} } = (accepted ?? {}) as { readonly profiles?: object };
  return Object.keys(profiles);
}

/** One line to the person at the terminal, at once. */
export function tell({ io }: Scene, line: string): void {
  io.warn(`${line}\n`);
}
