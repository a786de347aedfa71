import type { ImageOrigin, StoragePlan, WorkspacePath } from '@imbed/core';
import type { TFile } from 'obsidian';

/** An image as it comes in. */
export interface Incoming {
  /** `undefined` for what has only the name that a clipboard gives. */
  readonly name: string | undefined;
  readonly origin: ImageOrigin;
  /** In bytes, where it is known before it is read. */
  readonly size?: number;
  /** Where it lies in the vault already. */
  readonly path?: WorkspacePath;
  read(): Promise<Uint8Array>;
}

/** One image on its way into a note. */
export interface Task {
  /** Of its placeholder. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly image: Incoming;
  readonly note: TFile;
  readonly plan: StoragePlan;
  /** Aborted while `running`: its writer took it back, and it begins again where its placeholder comes back. */
  readonly controller: AbortController;
  state: TaskState;
  /** Whether its placeholder was taken out of an editor on purpose, though others may still show it. */
  isTakenBack: boolean;
}

export type TaskState =
  | { readonly status: 'running'; readonly percent?: number }
  | { readonly status: 'failed' };

/** The names that browsers give to what was copied as pixels. */
const clipboardName = /^image\.(?:png|jpe?g)$/;

export function incomingOf(file: File, origin: ImageOrigin): Incoming {
  const isNamed = origin !== 'paste' || !clipboardName.test(file.name);
  return {
    ...{ name: isNamed ? file.name : undefined, origin, size: file.size },
    read: async () => new Uint8Array(await file.arrayBuffer()),
  };
}

export function newTask(image: Incoming, note: TFile, plan: StoragePlan): Task {
  const id = crypto.randomUUID().replaceAll('-', '').slice(0, 16);
  return taskOf(id, image.name ?? 'image', image, note, plan);
}

export function taskOf(id: string, name: string, image: Incoming, note: TFile, plan: StoragePlan): Task {
  return {
    ...{ id, name, image, note, plan },
    ...{ controller: new AbortController(), state: { status: 'running' }, isTakenBack: false },
  };
}
