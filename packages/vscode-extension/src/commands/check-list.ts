import type { JobReport, Problem } from '@imbed/core';
import { Diagnostic, DiagnosticSeverity, languages, Range } from 'vscode';
import type { Work } from '../work.ts';
import type { NoteGroup } from './note-groups.ts';

/** What the last check found, where editors list such things. */
export interface CheckList {
  clear(): void;
  show(group: NoteGroup, report: JobReport): void;
}

export function createCheckList({ words }: Pick<Work, 'words'>): CheckList {
  const list = languages.createDiagnosticCollection('imbed');

  function diagnosticOf({ line = 1, subject, error }: Problem, severity: DiagnosticSeverity): Diagnostic {
    const range = new Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER);
    const found = new Diagnostic(range, `${subject}: ${words(error)}`, severity);
    found.source = 'Imbed';
    found.code = error.code;
    return found;
  }

  return {
    clear: () => list.clear(),
    show({ tree }, { problems, notices }) {
      const byNote = new Map<string, Diagnostic[]>();
      const add = (all: readonly Problem[], severity: DiagnosticSeverity) => {
        for (const one of all)
          if (one.note !== undefined)
            byNote.set(one.note, [...(byNote.get(one.note) ?? []), diagnosticOf(one, severity)]);
      };
      add(problems, DiagnosticSeverity.Warning);
      add(notices, DiagnosticSeverity.Information);
      for (const [note, found] of byNote) list.set(tree.uriOf(note), found);
    },
  };
}
