/** One image in the pane. */
export interface Row {
  /** The same image has the same id when the rows are made anew. */
  readonly id: string;
  readonly title: string;
  /** Where it is, or what became of it. */
  readonly detail: string;
  readonly tone: 'plain' | 'good' | 'waiting' | 'bad';
  /** An address that can be shown; `undefined` where there is nothing to see. */
  readonly picture?: () => Promise<string | undefined>;
  /** What the picture and the title do. */
  readonly open?: () => void;
  /** The first two have buttons, and all of them stand in a menu. */
  readonly actions: readonly RowAction[];
}

export interface RowAction {
  readonly title: string;
  /** Of Lucide's. */
  readonly icon: string;
  readonly isWarning?: true;
  readonly run: () => void;
}

export interface Rows {
  readonly rows: readonly Row[];
  /** In place of rows, where there are none. */
  readonly empty: string;
  /** For all of them together. */
  readonly action?: RowAction;
}
