import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Probe, ProbeMemory } from '../doctor/probe-memory.ts';
import { makeFolder } from './make-folder.ts';

/** One small file a run in `folder`, so that runs at the same time do not get in each other's way. */
export function createProbeMemory(folder: string): ProbeMemory {
  const fileOf = (id: string) => join(folder, `${id}.json`);
  return {
    remembered: async () => filesIn(folder).flatMap((name) => readProbe(join(folder, name))),
    async remember(probe) {
      makeFolder(folder);
      writeFileSync(fileOf(probe.id), JSON.stringify(probe), { mode: 0o600 });
    },
    forget: async (id) => rmSync(fileOf(id), { force: true }),
  };
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => /^[0-9a-z]+\.json$/.test(name));
  } catch {
    return [];
  }
}

/** None when the file was only half written, or is something else. */
function readProbe(path: string): readonly Probe[] {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isProbe(value) ? [value] : [];
  } catch {
    return [];
  }
}

function isProbe(value: unknown): value is Probe {
  if (typeof value !== 'object' || value === null) return false;
  const { id, store, key, uploadId } = value as Readonly<Record<string, unknown>>;
  const named = [id, store, key].every((part) => typeof part === 'string');
  return named && (uploadId === undefined || typeof uploadId === 'string');
}
