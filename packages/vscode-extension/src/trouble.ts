import { type ErrorCode, type ImbedError, toImbedError } from '@imbed/core';
import { commands, env, l10n, window } from 'vscode';
import type { Brought } from './bringing.ts';
import type { Work } from './work.ts';

const keyTroubles: ReadonlySet<ErrorCode> = new Set([
  'config/missing-secret',
  'store/bad-signature',
  'store/unknown-access-key',
]);

export interface TroubleHost {
  loadWork(): Promise<Work>;
  /** Of a profile, where it is known of which; resolves to `false` when the person changed their mind. */
  setKeys(profile: string | undefined): Promise<boolean>;
  openSettings(): Promise<void>;
  showLog(): void;
}

export interface Troubles {
  /** One message for all that went wrong with a batch; `again` tries what is nowhere once more, where anything is. */
  tell(brought: readonly Brought[], again: (() => Promise<void>) | undefined): Promise<void>;
  show(thrown: unknown): Promise<void>;
}

/** Whether the way to the store may be what is wrong: then all of it is worth a look. */
function isAboutStore({ code }: ImbedError): boolean {
  return /^(?:store|network)\//.test(code);
}

/** Whether another setting may help: what a store refuses has often to do with its region, address or bucket. */
function isAboutSettings({ code }: ImbedError): boolean {
  return /^(?:config|template|store|network)\//.test(code);
}

/** Whose keys are missing; which ones a store refuses, it does not say. */
function profileOf({ code, facts }: ImbedError): string | undefined {
  const { name } = facts;
  return code === 'config/missing-secret' && typeof name === 'string' ? name : undefined;
}

/** Words for somebody in front of an editor, who may have no terminal. */
function noBucket(): string {
  // There, VS Code takes settings of this kind from the other computer alone.
  return env.remoteName === undefined
    ? l10n.t('No bucket is set up yet.')
    : l10n.t(
        'No bucket is set up in this window. It works on another computer ({0}), where buckets from the settings of your own do not count.',
        env.remoteName,
      );
}

interface Trouble {
  readonly error: ImbedError;
  /** The image is in its note all the same, as a local copy. */
  readonly isKept: boolean;
  readonly again?: (() => Promise<void>) | undefined;
}

/** Says what happened and what to do. */
export function createTroubles(host: TroubleHost): Troubles {
  async function show({ error, isKept, again }: Trouble): Promise<void> {
    const isNew = error.code === 'config/not-found';
    const words = isNew ? noBucket() : (await host.loadWork()).words(error);
    const buttons = {
      add: l10n.t('Add a bucket'),
      keys: l10n.t('Set credentials'),
      again: l10n.t('Retry'),
      test: l10n.t('Test connection'),
      settings: l10n.t('Open settings'),
      log: l10n.t('Show log'),
    };
    const offered = [
      ...(isNew ? [buttons.add] : []),
      ...(keyTroubles.has(error.code) ? [buttons.keys] : []),
      ...(again === undefined ? [] : [buttons.again]),
      ...(isAboutStore(error) ? [buttons.test] : []),
      ...(isAboutSettings(error) ? [buttons.settings] : []),
      buttons.log,
    ];
    const kept = l10n.t('The image is kept beside the note, which links to it there. {0}', words);
    const chosen = isKept
      ? await window.showWarningMessage(kept, ...offered)
      : await window.showErrorMessage(words, ...offered);
    if (chosen === buttons.add) await commands.executeCommand('imbed.addProfile');
    if (chosen === buttons.log) host.showLog();
    if (chosen === buttons.test) await commands.executeCommand('imbed.testConnection');
    if (chosen === buttons.settings) await host.openSettings();
    if (chosen === buttons.again || (chosen === buttons.keys && (await host.setKeys(profileOf(error)))))
      await again?.();
  }

  /** What is kept waits in the ledger. */
  const sync = async () => void (await commands.executeCommand('imbed.syncPending'));

  return {
    async tell(brought, again) {
      const failed = brought.find((one) => one.status === 'failed');
      const kept = brought.find((one) => one.status === 'kept');
      if (kept !== undefined) void show({ error: kept.error, isKept: true, again: sync });
      if (failed !== undefined && failed.error.code !== 'cancelled')
        await show({ error: failed.error, isKept: false, again });
    },
    show: (thrown) => show({ error: toImbedError(thrown), isKept: false }),
  };
}
