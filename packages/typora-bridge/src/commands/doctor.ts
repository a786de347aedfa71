import {
  type CheckResult,
  hasFailed,
  isImbedError,
  type Profile,
  runDoctor,
  toImbedError,
  withoutProfile,
} from '@imbed/core';
import type { Args } from '../args.ts';
import { readConfiguration } from '../configuration.ts';
import { hostFor } from '../doctor-host.ts';
import { doctorDocument, doctorText } from '../doctor-report.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { messageLocale } from '../locale.ts';
import { originIn } from '../origin-option.ts';

interface Examined {
  readonly results: readonly CheckResult[];
  /** Absent where there is no usable configuration. */
  readonly name?: string;
  readonly profile?: Profile;
}

/** One report whatever happens: a configuration that cannot be used is what the first check is about. */
export async function doctor(args: Args, io: Io): Promise<ExitCode> {
  const origin = originIn('origin', args);
  const examined = await examine(args, io, origin);
  const write = args.has('json') ? doctorDocument : doctorText;
  io.print(write({ ...examined, config: args.value('config') }, messageLocale(io.env)));
  if (io.signal.aborted) return exitCodes.interrupted;
  return hasFailed(examined.results) ? exitCodes.failed : exitCodes.ok;
}

async function examine(args: Args, io: Io, origin: string | undefined): Promise<Examined> {
  const configuration = await readConfiguration(args, io).catch(toImbedError);
  if (isImbedError(configuration)) return { results: withoutProfile(configuration) };
  const { defaultProfile: name, profiles } = configuration.settings;
  const profile = profiles[name];
  if (profile === undefined) throw new Error('the default profile was checked and is not there');
  const host = { ...hostFor(profile, io), ...(origin !== undefined && { origin }) };
  return { name, profile, results: await runDoctor({ profileName: name, profile, host, signal: io.signal }) };
}
