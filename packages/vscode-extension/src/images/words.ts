import { l10n } from 'vscode';
import type { Sight } from './sights.ts';

/** Where an image is, in a few words. */
export function wordsOf(kind: Sight['kind']): string {
  switch (kind) {
    case 'stored':
      return l10n.t('In your bucket');
    case 'foreign':
      return l10n.t('On another site');
    case 'file':
      return l10n.t('Local file');
    case 'pending':
      return l10n.t('Waits to be uploaded');
    case 'missing':
      return l10n.t('The file is not there');
  }
}
