import type { JobEvent, MessageLocale } from '@imbed/core';
import { jobWords } from './job-words.ts';

/** One thing that a job would do. */
export type PlannedLine = Omit<Extract<JobEvent, { readonly type: 'planned' }>, 'type'>;

/** `notes/a.md: upload assets/a.png -> https://…`; what is downloaded may be linked where it was before. */
export function plannedText({ note, kind, subject, target }: PlannedLine, locale: MessageLocale): string {
  const place = note === undefined ? '' : `${note}: `;
  const arrow = target === undefined || kind === 'download' ? '' : ` -> ${target}`;
  return `${place}${jobWords(locale).steps[kind]} ${subject}${arrow}\n`;
}
