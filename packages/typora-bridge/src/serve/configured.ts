import { statSync } from 'node:fs';
import { createImageKeeper, failingFast, type ImageKeeper, type JobHost, type Settings } from '@imbed/core';
import type { Args } from '../args.ts';
import { configPath } from '../config-location.ts';
import { readConfiguration } from '../configuration.ts';
import { download } from '../inputs/download.ts';
import type { Io } from '../io.ts';
import { openProfiles } from '../profiles.ts';
import { proxyFor } from '../proxy.ts';

/** All that works by the configuration as it is now. */
export interface Configured {
  readonly settings: Settings;
  readonly host: JobHost;
  readonly keeper: ImageKeeper;
}

/** What stays the same when the configuration changes. */
export type Lasting = Pick<
  JobHost,
  'workspace' | 'records' | 'ledger' | 'clock' | 'digests' | 'random' | 'logger'
>;

/** Reads the configuration, and again whenever its file is another one. Rejects with `config/*`. */
export function createConfigured(args: Args, io: Io, lasting: Lasting): () => Promise<Configured> {
  const path = configPath(args, io);
  let current: { readonly stamp: string; readonly value: Promise<Configured> } | undefined;
  return () => {
    const stamp = stampOf(path);
    if (current?.stamp !== stamp) {
      const value = configure(args, io, lasting);
      current = { stamp, value };
      // What was wrong may be mended without a change of the file: who may read it, or a file that it names.
      value.catch(() => {
        if (current?.value === value) current = undefined;
      });
    }
    return current.value;
  };
}

async function configure(args: Args, io: Io, lasting: Lasting): Promise<Configured> {
  const { settings } = await readConfiguration(args, io);
  const profiles = openProfiles(settings, lasting.ledger, io, lasting.logger.warn);
  const host: JobHost = {
    ...lasting,
    ...{ marked: false, settings, profiles },
    async download(url, { maxBytes, signal }) {
      const { timeoutSeconds = 30, proxy = '' } = settings.profiles[settings.defaultProfile] ?? {};
      const byProxy = (address: string) => proxyFor(address, proxy, io.env);
      const allowPrivate = args.has('allow-private');
      return download(url, { maxBytes, timeoutSeconds, allowPrivate, proxyFor: byProxy }, signal);
    },
  };
  return { settings, host, keeper: createImageKeeper(host) };
}

/** For one job: a store that is out of reach is not asked again for each of a thousand images. */
export function hostOfJob({ host }: Configured): JobHost {
  return { ...host, profiles: failingFast(host.profiles) };
}

/** Another one for every change; empty where there is no file. */
function stampOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? '' : `${stats.mtimeMs} ${stats.size} ${stats.ino}`;
}
