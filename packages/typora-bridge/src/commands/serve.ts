import { randomUUID } from 'node:crypto';
import { ImbedError, isImbedError, toImbedError } from '@imbed/core';
import { type Args, UsageError } from '../args.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { messageLocale } from '../locale.ts';
import { builtPage } from '../page/built-page.ts';
import { reportError } from '../report.ts';
import { install, uninstall } from '../serve/install.ts';
import { createInstances, heartbeatAt } from '../serve/instance.ts';
import { createServeLog, type ServeLog } from '../serve/log.ts';
import { openBrowser } from '../serve/open-browser.ts';
import { authority, localUrl, networkUrls, parseServeOptions, type ServeOptions } from '../serve/options.ts';
import { createPageApp } from '../serve/page-app.ts';
import { createImbedServer, type ImbedServer } from '../serve/server.ts';
import { createService, type Service, serveFolder } from '../serve/service.ts';
import { serveWords } from '../serve/words.ts';
import { serveCommand } from '../tables/serve-command.ts';

declare const IMBED_VERSION: string;

/** `imbed serve`: until it is interrupted. */
export async function serve(args: Args, io: Io): Promise<ExitCode> {
  try {
    if (args.has('uninstall')) return await uninstall(args, io);
    return await (args.has('install') ? install(args, io) : run(args, io));
  } catch (error) {
    if (!isImbedError(error)) throw error;
    // Somebody did not want to wait for the server that is about to stop.
    if (error.code === 'cancelled') return exitCodes.interrupted;
    return reportError('serve', error, io);
  }
}

async function run(args: Args, io: Io): Promise<ExitCode> {
  const options = parseServeOptions(args, io);
  const instances = createInstances(serveFolder(io));
  const words = serveWords(messageLocale(io.env));
  const other = args.has('open') ? await instances.running() : undefined;
  if (other !== undefined) return openOther(other.url, args, io);
  const id = randomUUID();
  const started = await instances.claim(id, () => start(id, options, args, io), {
    signal: io.signal,
    onWait: ({ url }) => io.warn(words.waiting(url)),
  });
  const elsewhere = [...options.publicOrigins, ...networkUrls(options.host, started.port)];
  await io.printNow(words.listening(started.url) + (elsewhere.length > 0 ? words.alsoAt(elsewhere) : ''));
  if (args.has('open')) openBrowser(started.url, io.platform);
  const stopRetrying = retryNowAndThen(started);
  await interrupted(io.signal);
  io.warn(words.stopping);
  await stopRetrying();
  await started.server.stop();
  instances.release(id);
  started.service.spool.close();
  started.log.note('stopped');
  await started.log.close();
  return exitCodes.ok;
}

/** The page of the server that runs already. Where no browser can be opened, the address is there to be copied. */
async function openOther(url: string, args: Args, io: Io): Promise<ExitCode> {
  const words = serveWords(messageLocale(io.env));
  await io.printNow(words.runningAt(url));
  const ignored = serveCommand.options.flatMap(({ name }) => (name !== 'open' && args.has(name) ? name : []));
  if (ignored.length > 0) io.warn(words.optionsIgnored(ignored));
  openBrowser(url, io.platform);
  return exitCodes.ok;
}

interface Started {
  readonly url: string;
  readonly port: number;
  readonly server: ImbedServer;
  readonly service: Service;
  readonly log: ServeLog;
}

async function start(id: string, options: ServeOptions, args: Args, io: Io): Promise<Started> {
  const log = createServeLog(serveFolder(io));
  const service = createService({ args, io, version: IMBED_VERSION, roots: options.roots, log });
  const page = createPageApp(builtPage);
  const server = createImbedServer({ ...options, id, service, page, log, locale: messageLocale(io.env) });
  const { host } = options;
  try {
    const port = await server.listen(options.port, host).catch((error) => refusal(error, options));
    log.note(`listening at ${authority(host, port)}, process ${process.pid}`);
    // Who starts it wants to know now, and not when the first upload fails.
    const configured = await service.configured().catch(toImbedError);
    if (isImbedError(configured)) reportError('config', configured, io);
    return { url: localUrl(host, port), port, server, service, log };
  } catch (error) {
    service.spool.close();
    await log.close();
    throw error;
  }
}

/** Why the address cannot be had. */
async function refusal(error: unknown, { host, port }: ServeOptions): Promise<never> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code !== 'EADDRINUSE') throw new UsageError(`${authority(host, port)} cannot be listened at: ${code}`);
  const told = await heartbeatAt(localUrl(host, port));
  const isOther = told === undefined || told === 'silent';
  const detail = isOther ? {} : { detail: told['instance'] === undefined ? 'PicGo' : 'Imbed' };
  throw new ImbedError('serve/port-in-use', { host: authority(host, port), ...detail });
}

const RETRY_MS = 5 * 60 * 1000;

/**
 * What could not be stored is tried again, whether anybody asks or not.
 * @returns what ends that, and resolves when nothing is on its way any more
 */
function retryNowAndThen({ service, log }: Started): () => Promise<void> {
  const ending = new AbortController();
  let last: Promise<unknown> = Promise.resolve();
  const retry = () => {
    last = service.waiting
      .retry({ signal: ending.signal })
      .catch((error) => log.failure(toImbedError(error)));
  };
  retry();
  const timer = setInterval(retry, RETRY_MS);
  return async () => {
    clearInterval(timer);
    ending.abort();
    await last;
  };
}

function interrupted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
