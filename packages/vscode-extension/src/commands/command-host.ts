import type { Uri } from 'vscode';
import type { InsertionFeature } from '../insertion/feature.ts';
import type { SecretsPort } from '../keys.ts';
import type { Troubles } from '../trouble.ts';
import type { Work } from '../work.ts';

/** What commands work with. */
export interface CommandHost {
  readonly work: Work;
  readonly secrets: SecretsPort;
  readonly insertions: InsertionFeature;
  readonly troubles: Troubles;
  /** Told when notes, images or what is known of them may be others than before. */
  onChange(): void;
}

/** As menus of the explorer call commands: the file that was clicked, and all that are selected. */
export type FromExplorer = (file?: Uri, files?: readonly Uri[]) => Promise<void>;
