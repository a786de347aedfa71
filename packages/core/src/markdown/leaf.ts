/** A piece of a note whose text is Markdown: a paragraph, a heading, a table cell. */
export interface Leaf {
  /** As long as its source: what containers put before its lines (`> `) is blanked. */
  readonly text: string;
  /** Where it begins in the note. */
  readonly start: number;
  /** A cell of a table. */
  readonly inTable?: true;
}

/** As the block structure gives it. */
export interface BlockLeaf extends Leaf {
  /** May begin with definitions. */
  readonly paragraph: boolean;
}
