import { ImbedError, toImbedError } from '../errors.ts';
import { isRecordName } from '../workspace/hidden-names.ts';
import type { Workspace, WorkspaceFile } from '../workspace/workspace.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import type { JobRun } from './job-run.ts';
import { forEachAtMost } from './limit.ts';

const TEXTS_AT_ONCE = 4;

/** In bytes; no note is larger, and no page that people wrote. */
const MAX_TEXT_BYTES = 64 * 1024 * 1024;

/** Kinds of files that name no image in a way that could be read: by how their names end. */
const binary = new Set(
  [
    'avif bmp gif jpg jpeg jfif png apng webp heic heif ico tif tiff psd xcf raw dng cr2 nef arw',
    'mp3 m4a aac ogg opus wav flac wma mp4 m4v mov mkv webm avi wmv flv mpg mpeg 3gp',
    'pdf doc docx xls xlsx ppt pptx odt ods odp pages numbers key epub mobi azw3 djvu',
    'zip 7z rar tar tgz gz bz2 xz zst iso dmg jar apk db sqlite sqlite3',
    'woff woff2 eot ttf otf exe dll so dylib wasm class pyc msi deb',
  ].flatMap((kinds) => kinds.split(' ')),
);

interface ReadText {
  readonly path: WorkspacePath;
  readonly text: string;
  /** In another encoding than UTF-8: only what is ASCII reads right. */
  readonly isGarbled: boolean;
}

/**
 * The text of every file of the workspace that may hold some, also of those that editors hide, such as `.obsidian` and
 * `.drafts`; only not of {@link isRecordName}.
 * @returns whether all could be read and worked on; what could not is a problem of the run
 */
export async function forEachText(
  run: JobRun,
  work: (read: ReadText) => void | Promise<void>,
): Promise<boolean> {
  const { workspace } = run.host;
  let isComplete = true;
  await forEachAtMost(TEXTS_AT_ONCE, workspace.files('', isRecordName), async (file) => {
    run.goOn();
    if (binary.has(extensionOf(file.path))) return;
    try {
      await work(await readText(workspace, file));
    } catch (error) {
      isComplete = false;
      run.problem({ subject: file.path, error: toImbedError(error) });
    }
  });
  return isComplete;
}

function extensionOf(path: WorkspacePath): string {
  return path.slice(path.lastIndexOf('.') + 1).toLowerCase();
}

async function readText(workspace: Workspace, { path, size }: WorkspaceFile): Promise<ReadText> {
  if (size > MAX_TEXT_BYTES)
    throw new ImbedError('source/not-searched', { name: path, bytes: size, limitBytes: MAX_TEXT_BYTES });
  const text = new TextDecoder().decode(await workspace.read(path, { maxBytes: MAX_TEXT_BYTES }));
  // Without the zeros UTF-16 reads like ASCII, as far as it is.
  return { path, text: text.replaceAll('\0', ''), isGarbled: /[\0\ufffd]/.test(text) };
}

/** Whether it reads right in a garbled text, too. */
export function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
