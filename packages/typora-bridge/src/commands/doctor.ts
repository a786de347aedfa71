import {
  type CheckResult,
  hasFailed,
  isImbedError,
  type Profile,
  runDoctor,
  toImbedError,
  withoutProfile,
} from '@imbed/core';
import { type Args, UsageError } from '../args.ts';
import { readConfiguration } from '../configuration.ts';
import { hostFor } from '../doctor-host.ts';
import { doctorDocument, doctorText } from '../doctor-report.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { messageLocale } from '../locale.ts';

interface Examined {
  readonly results: readonly CheckResult[];
  /** Absent where there is no usable configuration. */
  readonly name?: string;
  readonly profile?: Profile;
}

/** One report whatever happens: a configuration that cannot be used is what the first check is about. */
export async function doctor(args: Args, io: Io): Promise<ExitCode> {
  const origin = originIn(args.value('origin'));
  const examined = await examine(args, io, origin);
  const write = args.has('json') ? doctorDocument : doctorText;
  io.print(write(examined, messageLocale(io.env)));
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

/** As a browser sends it: https://fetch.spec.whatwg.org/#origin-header */
function originIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const origin = URL.canParse(text) ? new URL(text).origin : 'null';
  // Schemes of editors, such as `app://obsidian.md`, are no origins to `URL`.
  if (text === origin || /^(?!https?:)[a-z][a-z0-9+.-]*:\/\/[^/?#]+$/.test(text)) return text;
  throw new UsageError(
    `option --origin needs scheme and host${origin === 'null' ? ', e.g. https://vscode.dev' : `: ${origin}`}`,
  );
}
