import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { LONGEST_RUN_MS, type Probe, type ProbeMemory } from '../doctor/probe-memory.ts';
import { makeFolder } from './make-folder.ts';
import { isProcessDead } from './workspace/lock.ts';

/** Whose probe it is: the folder may be shared between machines. */
interface Owned extends Probe {
  readonly pid?: number;
  readonly host?: string;
}

/** One small file a run in `folder`, so that runs at the same time do not get in each other's way. */
export function createProbeMemory(folder: string): ProbeMemory {
  const fileOf = (id: string) => join(folder, `${id}.json`);
  return {
    remembered: async () => filesIn(folder).flatMap((name) => readProbe(join(folder, name))),
    async remember(probe) {
      makeFolder(folder);
      writeFileSync(fileOf(probe.id), JSON.stringify({ ...probe, pid: process.pid, host: hostname() }), {
        mode: 0o600,
      });
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

/** None when the run is not over, or the file was only half written, or is something else. */
function readProbe(path: string): readonly Probe[] {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (!isProbe(value) || !isOver(value, statSync(path).mtimeMs)) return [];
    const { pid: _, host: __, ...probe } = value;
    return [probe];
  } catch {
    return [];
  }
}

/** Its process is gone; or, where that cannot be told or another has its number now, it is too long ago. */
function isOver({ over, pid, host }: Owned, writtenAt: number): boolean {
  const isGone = pid !== undefined && host === hostname() && isProcessDead(pid);
  return over === true || isGone || Date.now() - writtenAt > LONGEST_RUN_MS;
}

function isProbe(value: unknown): value is Owned {
  if (typeof value !== 'object' || value === null) return false;
  const { id, store, key, uploadId, pid } = value as Readonly<Record<string, unknown>>;
  const named = [id, store, key].every((part) => typeof part === 'string');
  return (
    named &&
    (uploadId === undefined || typeof uploadId === 'string') &&
    (pid === undefined || typeof pid === 'number')
  );
}
