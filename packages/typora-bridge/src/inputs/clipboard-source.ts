import { execFile } from 'node:child_process';
import { cancelled, type ImageSource, ImbedError } from '@imbed/core';

/** What decides which program can see the clipboard. */
export interface ClipboardContext {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly wslDistro: string | undefined;
}

/** A program that hands out the clipboard's picture, and how to understand its answer. */
interface ClipboardTool {
  readonly command: string;
  readonly args: readonly string[];
  /** What to install when the program is missing. */
  readonly install: string;
  /** Empty when the clipboard holds no picture. */
  decode(output: Buffer): Uint8Array;
}

/** A picture of this many bytes would be refused later anyway. */
const MAX_OUTPUT_BYTES = 512 * 1024 * 1024;
const MAX_SECONDS = 20;

/**
 * The picture on the clipboard. The programs answer on their standard output, so no temporary file and no path
 * with spaces or Chinese letters is involved. Rejects with `source/clipboard-empty` or
 * `source/clipboard-unavailable`, which names what to install.
 */
export function createClipboardSource(context: ClipboardContext): ImageSource {
  return { name: undefined, origin: 'cli', read: (signal) => readPicture(clipboardTools(context), signal) };
}

async function readPicture(tools: readonly ClipboardTool[], signal?: AbortSignal): Promise<Uint8Array> {
  let missing = 'a graphical session (neither WAYLAND_DISPLAY nor DISPLAY is set)';
  for (const tool of tools) {
    const output = await outputOf(tool, signal);
    if (output === undefined) {
      missing = tool.install;
      continue;
    }
    const picture = tool.decode(output);
    if (!isPng(picture)) throw new ImbedError('source/clipboard-empty');
    return picture;
  }
  throw new ImbedError('source/clipboard-unavailable', { detail: missing });
}

/** Some owners of the X clipboard hand out their text whatever type is asked for. */
function isPng(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 4)).toString('latin1') === '\x89PNG';
}

/**
 * `undefined` when the program is not installed. That it fails means, for every one of them, that there is no
 * picture: xclip and wl-paste exit with 1 when the asked-for type is not offered.
 */
function outputOf(tool: ClipboardTool, signal: AbortSignal | undefined): Promise<Buffer | undefined> {
  const limits = { maxBuffer: MAX_OUTPUT_BYTES, timeout: MAX_SECONDS * 1000, windowsHide: true };
  return new Promise((resolve, reject) => {
    const options = { encoding: 'buffer' as const, ...limits, ...(signal && { signal }) };
    execFile(tool.command, tool.args, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else if (error.code === 'ENOENT') resolve(undefined);
      else if (signal?.aborted) reject(cancelled('not-sent'));
      else if (error.killed) reject(unavailable(`${tool.command} did not answer in ${MAX_SECONDS} s`));
      else if (/can't open display|failed to connect|cannot connect/i.test(stderr.toString()))
        reject(unavailable(`${tool.command} could not reach the display`));
      else resolve(Buffer.alloc(0));
    });
  });
}

function unavailable(detail: string): ImbedError {
  return new ImbedError('source/clipboard-unavailable', { detail });
}

/** In the order in which they are tried: the next one only when the one before is not installed. */
export function clipboardTools({ platform, env, wslDistro }: ClipboardContext): readonly ClipboardTool[] {
  if (platform === 'win32' || wslDistro !== undefined) return [powerShell];
  if (platform === 'darwin') return [pngpaste, osascript];
  const wayland = env['WAYLAND_DISPLAY'] ? [wlPaste] : [];
  return env['DISPLAY'] ? [...wayland, xclip] : wayland;
}

const asIs = (output: Buffer): Uint8Array => output;

const wlPaste: ClipboardTool = {
  command: 'wl-paste',
  args: ['--no-newline', '--type', 'image/png'],
  install: 'wl-clipboard',
  decode: asIs,
};

const xclip: ClipboardTool = {
  command: 'xclip',
  args: ['-selection', 'clipboard', '-target', 'image/png', '-out'],
  install: 'xclip',
  decode: asIs,
};

const pngpaste: ClipboardTool = { command: 'pngpaste', args: ['-'], install: 'pngpaste', decode: asIs };

const osascript: ClipboardTool = {
  command: 'osascript',
  args: ['-e', 'get the clipboard as «class PNGf»'],
  install: 'osascript',
  // Answers `«data PNGf89504E47…»`.
  decode: (output) => Buffer.from(/PNGf([0-9A-F]+)/i.exec(output.toString())?.[1] ?? '', 'hex'),
};

/** The PNG that browsers and editors put beside the bitmap keeps transparency; the bitmap is the way out. */
const powerShellScript = `
Add-Type -AssemblyName System.Windows.Forms, System.Drawing
$data = [System.Windows.Forms.Clipboard]::GetDataObject()
$out = New-Object System.IO.MemoryStream
if ($data -and $data.GetDataPresent('PNG')) { $data.GetData('PNG').CopyTo($out) }
elseif ([System.Windows.Forms.Clipboard]::ContainsImage()) {
  [System.Windows.Forms.Clipboard]::GetImage().Save($out, [System.Drawing.Imaging.ImageFormat]::Png)
}
[Console]::Out.Write([Convert]::ToBase64String($out.ToArray()))
`;

const powerShell: ClipboardTool = {
  command: 'powershell.exe',
  args: ['-NoProfile', '-NonInteractive', '-Sta', '-Command', powerShellScript],
  install: 'Windows PowerShell',
  decode: (output) => Buffer.from(output.toString('latin1').trim(), 'base64'),
};
