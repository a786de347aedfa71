import { EditorView } from '@codemirror/view';

// Nothing is laid out here: a point on the screen is a column and a line of the text.
EditorView.prototype.posAtCoords = function (this: EditorView, { x, y }: { x: number; y: number }) {
  const { doc } = this.state;
  return y + 1 > doc.lines ? null : Math.min(doc.line(y + 1).to, doc.line(y + 1).from + x);
} as EditorView['posAtCoords'];
