import type { Surroundings } from '@imbed/core/node';
import { launchAgent } from './launchd.ts';
import { systemdUnit } from './systemd.ts';
import { windowsStartup } from './windows-startup.ts';

/** What starts the server at each sign-in. */
export interface ServiceFile {
  readonly path: string;
  readonly text: string;
  /** Commands that end what an earlier file of this kind started; that they fail says that there was none. */
  readonly endOld: readonly Command[];
  /** Commands that make the system take notice of it, and start it. */
  readonly begin: readonly Command[];
  /** Commands that stop it, before the file is removed. */
  readonly end: readonly Command[];
}

export type Command = readonly [program: string, ...args: string[]];

export interface ServiceInit {
  /** The command line, as absolute paths and options. */
  readonly words: readonly string[];
  /** What it has to know beside, for programs of the system are not started from a shell. */
  readonly environment: Readonly<Record<string, string>>;
  readonly surroundings: Surroundings;
  /** macOS tells people apart by it. */
  readonly userId: number;
  /** Process of the server that runs now: Windows has nobody who would know it. */
  readonly processId?: number;
}

export function serviceFile(init: ServiceInit): ServiceFile {
  const { platform } = init.surroundings;
  if (platform === 'darwin') return launchAgent(init);
  return platform === 'win32' ? windowsStartup(init) : systemdUnit(init);
}
