import {
  type Disposable,
  l10n,
  MarkdownString,
  type Memento,
  StatusBarAlignment,
  window,
  workspace,
} from 'vscode';
import { hasProfiles } from './settings.ts';
import type { Summary } from './summary.ts';

export interface Status extends Disposable {
  /** How many images are on their way. */
  uploading(count: number): void;
  /** What is set up and what waits, whenever that is known. */
  know(summary: Summary | undefined): void;
}

/** What is remembered from one window to the next: nothing is loaded and no file is read for a status. */
interface Known extends Pick<Summary, 'profile' | 'mode' | 'pending'> {}

const memoryKey = 'status';

/** Profile and pending images, beside notes only. */
export function createStatus(memory: Memento): Status {
  const item = window.createStatusBarItem('imbed.status', StatusBarAlignment.Right, 100);
  item.name = 'Imbed';
  item.command = 'imbed.switch';
  let known = memory.get<Known | 'none'>(memoryKey);
  let uploads = 0;

  function show(): void {
    const {
      profile,
      mode,
      pending = 0,
    }: Partial<Known> = {
      ...(known !== 'none' && known),
      ...chosenProfile(),
    };
    const waiting = pending > 0 ? ` $(clock) ${pending}` : '';
    item.text =
      uploads > 0
        ? `$(sync~spin) ${l10n.t('Uploading {0}', uploads)}`
        : `$(cloud-upload) ${profile ?? 'Imbed'}${waiting}`;
    const lines =
      known === 'none' && profile === undefined
        ? [l10n.t('No bucket is set up yet.')]
        : wordsOf(profile, mode, pending);
    item.tooltip = new MarkdownString(
      lines.map((line) => line.replaceAll(/[\\`*_<[]/g, '\\$&')).join('\n\n'),
    );
    item.accessibilityInformation = { label: ['Imbed', ...lines].join('. ') };
    if (uploads > 0 || pending > 0 || isNoteInFront()) item.show();
    else item.hide();
  }

  const watching = [
    window.onDidChangeActiveTextEditor(show),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('imbed')) show();
    }),
  ];
  show();

  return {
    uploading(count) {
      uploads = count;
      show();
    },
    know(summary) {
      known = summary === undefined ? 'none' : statusOf(summary);
      void memory.update(memoryKey, known);
      show();
    },
    dispose() {
      for (const one of [item, ...watching]) one.dispose();
    },
  };
}

function statusOf({ profile, mode, pending }: Summary): Known {
  return { profile, mode, pending };
}

/** By the settings alone; those of the command line are not read for it. */
function chosenProfile(): Partial<Known> {
  const configuration = workspace.getConfiguration('imbed');
  if (!hasProfiles(configuration)) return {};
  const [only, ...others] = Object.keys(configuration.get<object>('profiles') ?? {});
  const profile = configuration.get<string>('defaultProfile') || (others.length === 0 ? only : undefined);
  return profile === undefined ? {} : { profile };
}

function isNoteInFront(): boolean {
  const languages: readonly string[] = workspace.getConfiguration('imbed').get('languages') ?? [];
  const language = window.activeTextEditor?.document.languageId;
  return language !== undefined && languages.includes(language);
}

function wordsOf(
  profile: string | undefined,
  mode: Summary['mode'] | undefined,
  pending: number,
): readonly string[] {
  return [
    ...(profile === undefined ? [] : [l10n.t('Profile: {0}', profile)]),
    ...(mode === undefined ? [] : [modeWords(mode)]),
    ...(pending > 0 ? [l10n.t('Images that wait to be uploaded: {0}', pending)] : []),
  ];
}

export function modeWords(mode: Summary['mode']): string {
  if (mode === 'remote') return l10n.t('Images go into the bucket.');
  if (mode === 'dual') return l10n.t('Images go into the bucket and beside the note.');
  return l10n.t('Images stay beside the note.');
}
