import { inOneLine, type JobReport, type PlannedStep, type Problem } from '@imbed/core';
import type { App } from 'obsidian';
import type { Tell } from '../tell.ts';
import { explained } from '../words.ts';
import { AnsweredModal } from './answered-modal.ts';

/** What a job would do to one note. */
export interface NotePreview {
  readonly note: string;
  readonly steps: readonly PlannedStep[];
}

/** More would make the list slow, and nobody would read them. */
const SHOWN_NOTES = 200;

/** So many lie open from the start. */
const OPEN_NOTES = 10;

/** Shows what a job would change, note by note. Resolves to whether it may. */
export function previewed(
  app: App,
  notes: readonly NotePreview[],
  { problems }: Pick<JobReport, 'problems'>,
  tell: Tell,
): Promise<boolean> {
  const { words } = tell;
  return new Promise((resolve) => {
    const images = notes.reduce((sum, { steps }) => sum + steps.length, 0);
    const title = images > 0 ? words.preview.title(images, notes.length) : words.preview.notes(notes.length);
    const modal = new AnsweredModal(app, title, resolve);
    const list = modal.contentEl.createDiv('imbed-preview');
    for (const note of notes.slice(0, SHOWN_NOTES)) addNote(list, note, notes.length <= OPEN_NOTES, tell);
    if (notes.length > SHOWN_NOTES)
      list.createEl('p', { text: words.preview.more(notes.length - SHOWN_NOTES) });
    if (problems.length > 0) addProblems(list, problems, tell);
    modal.ask(words.preview.goOn, words.cancel);
  });
}

function addNote(list: HTMLElement, { note, steps }: NotePreview, isOpen: boolean, { words }: Tell): void {
  if (steps.length === 0) return void list.createEl('p', { text: note });
  const items = addFolded(list, words.preview.note(note, steps.length), isOpen);
  for (const { kind, subject } of steps) {
    const item = items.createEl('li');
    item.createSpan({ cls: 'imbed-preview-subject', text: subject });
    item.createSpan({ cls: 'imbed-preview-kind', text: words.steps[kind] });
  }
}

function addProblems(list: HTMLElement, problems: readonly Problem[], { words, locale }: Tell): void {
  const items = addFolded(list, `${words.preview.problems} (${problems.length})`, false);
  for (const { note, line, subject, error } of problems) {
    const place = [note, line].filter((part) => part !== undefined).join(':');
    const why = inOneLine(explained(error, locale));
    items.createEl('li', { text: [place, subject, why].filter((part) => part !== '').join(' · ') });
  }
}

function addFolded(list: HTMLElement, title: string, isOpen: boolean): HTMLElement {
  const folded = list.createEl('details', isOpen ? { attr: { open: '' } } : {});
  folded.createEl('summary', { text: title });
  return folded.createEl('ul');
}
