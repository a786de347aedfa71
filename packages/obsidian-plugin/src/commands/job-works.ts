import { runCheckJob, runFlipJob, runNoteJob, targetKind } from '@imbed/core';
import type { TFile } from 'obsidian';
import { pathsOf } from './note-scopes.ts';
import type { JobWork } from './run-job.ts';

/** What commands do to notes: all of their images, or one that is named as the note names it. */
export type NotesWork = (notes: readonly TFile[], target?: string) => JobWork;

export const upload: NotesWork = (notes, target) => (host, options) =>
  runNoteJob(host, pathsOf(notes), { ...options, ...onlyOne(target), rehost: target !== undefined });

export const rehost: NotesWork = (notes) => (host, options) =>
  runNoteJob(host, pathsOf(notes), {
    ...{ ...options, rehost: true },
    only: (reference) => targetKind(reference.target) === 'remote',
  });

export const download: NotesWork = (notes, target) => (host, options) =>
  runFlipJob(host, pathsOf(notes), { ...options, ...onlyOne(target), to: 'local', foreign: true });

export const check: NotesWork = (notes) => (host, options) => runCheckJob(host, pathsOf(notes), options);

export function flip(to: 'local' | 'remote'): NotesWork {
  return (notes) => (host, options) => runFlipJob(host, pathsOf(notes), { ...options, to });
}

function onlyOne(target: string | undefined) {
  if (target === undefined) return {};
  return { only: (reference: { readonly target: string }) => reference.target === target };
}
