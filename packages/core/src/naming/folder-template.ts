import { issue, ok, type ParseResult } from '../parse-result.ts';
import { parsePieces, type TemplatePiece } from './template-parser.ts';
import { type TemplateContext, type TemplateVariableName, templateVariables } from './template-variables.ts';

/** Where the local copies of a note's images go. */
interface FolderTemplate {
  /** Path from the root of the workspace, with whatever `.` and `..` the template has. */
  render(context: TemplateContext): Promise<string>;
}

const folderVariableNames: readonly TemplateVariableName[] = [
  ...(['note', 'noteDir', 'year', 'month', 'day', 'ext', 'hash', 'md5', 'profile'] as const),
];

/** The variables of key templates that make sense in folders: others would give each image a folder of its own. */
const folderVariables = templateVariables.filter(({ name }) => folderVariableNames.includes(name));

/**
 * A template such as `assets`, `./{note}.assets` or `/media/{year}`: relative to the note's folder, or to the root of
 * the workspace when it begins with `/` or `{noteDir}`. Names of notes and folders stay as they are on disk.
 * Issues have an empty field: the caller knows what the setting is called.
 */
export function parseFolderTemplate(text: string): ParseResult<FolderTemplate> {
  const wrong = textProblem(text);
  if (wrong !== undefined) return issue('', wrong);
  const pieces = parsePieces(text, folderVariables);
  if (!pieces.ok) return { ok: false, issues: pieces.issues.map((found) => ({ ...found, field: '' })) };
  const misplaced = pieces.value.find((piece) => isMisplaced(piece, text));
  if (misplaced !== undefined) return issue('', 'folder-note-dir');
  const fromRoot = /^(?:\/|\{noteDir\b)/.test(text);
  return ok({
    async render(context) {
      const values = await Promise.all(pieces.value.map((piece) => textOf(piece, context)));
      const base = fromRoot ? '' : noteFolder(context);
      return `${base}/${values.join('')}`;
    },
  });
}

function textProblem(text: string) {
  if (text.trim() === '') return 'folder-empty';
  if (/\{filename\}/i.test(text)) return 'folder-filename';
  if (text.includes('\\')) return 'folder-backslash';
  if (/^[a-z]:/i.test(text)) return 'folder-drive';
  // What Windows refuses in names: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  if (/[\u0000-\u001f<>"|?*]|:(?!\d+(?:,\d+)?\})/.test(text)) return 'folder-characters';
  if (text.split('/').some((name) => /^\.(?!\.?$)|^node_modules$/.test(name))) return 'folder-hidden';
  return undefined;
}

function isMisplaced(piece: TemplatePiece, text: string): boolean {
  return (
    typeof piece !== 'string' && piece.variable.folders === true && !text.split('/').includes(piece.source)
  );
}

async function textOf(piece: TemplatePiece, context: TemplateContext): Promise<string> {
  if (typeof piece === 'string') return piece;
  const { variable, argument } = piece;
  if (variable.name === 'noteDir')
    return noteFolder(context)
      .split('/')
      .slice(-(argument?.length ?? Number.MAX_SAFE_INTEGER))
      .join('/');
  if (variable.name === 'note') return [...noteName(context)].slice(0, argument?.length).join('') || 'note';
  return (await variable.fill(context, argument)) ?? '';
}

function noteFolder({ notePath = '' }: TemplateContext): string {
  return notePath.slice(0, Math.max(0, notePath.lastIndexOf('/')));
}

/** Without what no file system likes at the end of a name. */
function noteName({ notePath = '' }: TemplateContext): string {
  const name = notePath.slice(notePath.lastIndexOf('/') + 1);
  return name.replace(/(.)\.[^.]*$/s, '$1').replace(/[. ]+$/, '');
}
