import { join } from 'node:path';
import {
  type CheckResult,
  type Connection,
  type DoctorHost,
  hasFailed,
  isImbedError,
  openProviderIds,
  type Profile,
  providers,
  runDoctor,
  toImbedError,
  withoutProfile,
} from '@imbed/core';
import {
  createNodeTransport,
  createProbeMemory,
  createRandom,
  nodeCredentials,
  nodeDigests,
  nodeNetworkProbe,
  stateFolder,
  systemClock,
} from '@imbed/core/node';
import { type Args, UsageError } from '../args.ts';
import { readConfiguration } from '../configuration.ts';
import { doctorDocument, doctorText } from '../doctor-report.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { messageLocale } from '../locale.ts';
import { environmentProxy } from '../proxy.ts';

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

function hostFor(profile: Profile, io: Io): DoctorHost {
  // The keys of a store that has closed are never asked for.
  const store = openProviderIds.find((id) => id === profile.provider);
  const variables = store === undefined ? [] : providers[store].credentialVariables;
  return {
    async connect({ timeoutSeconds, tlsVerify, proxy: own }, url): Promise<Connection> {
      const proxy = own || (await environmentProxy(url, io.env));
      const transport = createNodeTransport({ timeoutMs: timeoutSeconds * 1000, tlsVerify, proxy });
      return { transport, proxy: proxy === '' ? '' : addressOf(proxy) };
    },
    credentials: nodeCredentials(profile.credentials, variables, io.env),
    digests: nodeDigests,
    clock: systemClock,
    random: createRandom(),
    network: nodeNetworkProbe,
    memory: createProbeMemory(join(stateFolder(io), 'doctor')),
  };
}

/** Without the password; one that is no address is told of by the first request. */
function addressOf(proxy: string): string {
  return URL.canParse(proxy) ? new URL(proxy).host : '?';
}
