import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { accepted, ImbedError, isImbedError, parseSettings, providers, type Settings } from '@imbed/core';
import {
  createNodeTransport,
  createProbeMemory,
  createRandom,
  defaultConfigPath,
  downloadImage,
  nodeCredentials,
  nodeDigests,
  nodeNetworkProbe,
  readConfigFile,
  stateFolder,
} from '@imbed/core/node';
import type { Uri } from 'vscode';
import type { Configuration, Machine } from '../machine.ts';
import { createEditorPlaces } from '../workspace/editor-places.ts';
import { createDiskPlaces } from './disk-places.ts';
import { foreignFiles } from './foreign-files.ts';

const surroundings = { platform: process.platform, env: process.env, home: homedir };

/** @param storage of the extension */
export function createMachine(storage: Uri): Machine {
  const onDisk = createDiskPlaces();
  const elsewhere = createEditorPlaces(storage, nodeDigests);
  return {
    sharedConfiguration,
    foreignFiles: () => foreignFiles(surroundings),
    placeOf: async (uri) => onDisk(uri) ?? (uri.scheme === 'file' ? undefined : elsewhere(uri)),
    createTransport: createNodeTransport,
    download: (url, { maxBytes, signal }, { timeoutSeconds, proxy }) => {
      const limits = { maxBytes, timeoutSeconds, allowPrivate: false, proxyFor: async () => proxy };
      return downloadImage(url, limits, signal);
    },
    digests: nodeDigests,
    random: createRandom(),
    doctor: {
      network: nodeNetworkProbe,
      memory: createProbeMemory(join(stateFolder(surroundings), 'doctor')),
    },
  };
}

function settingsIn(path: string, value: unknown): Settings {
  try {
    return accepted(parseSettings(value));
  } catch (error) {
    throw inFile(path, error);
  }
}

/** What is wrong is to be looked for there, and not in the settings of the editor. */
function inFile(path: string, error: unknown): unknown {
  if (!isImbedError(error) || error.code !== 'config/invalid') return error;
  return new ImbedError(error.code, { ...error.facts, name: path }, { cause: error });
}

async function sharedConfiguration(): Promise<Configuration | undefined> {
  const { env } = process;
  const path = resolve(env['IMBED_CONFIG'] || defaultConfigPath(surroundings));
  const file = await readConfigFile(path).catch((error) => {
    if (isImbedError(error) && error.code === 'config/not-found') return undefined;
    throw inFile(path, error);
  });
  if (file === undefined) return undefined;
  return {
    settings: settingsIn(path, file.value),
    keysAreHere: false,
    file: path,
    credentialsOf: (_name, { credentials }, { provider }) =>
      nodeCredentials(credentials, providers[provider].credentialVariables, env),
  };
}
