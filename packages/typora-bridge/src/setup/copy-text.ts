import { spawnSync } from 'node:child_process';

/** What decides which program can reach the clipboard. */
export interface CopyContext {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const MAX_SECONDS = 5;

/** Puts text on the clipboard; false where nothing can. */
export function copyText(text: string, context: CopyContext): boolean {
  return copyTools(context).some(([command, ...args]) => {
    // `clip` reads what begins with this mark as UTF-16, and anything else as the code page of the day.
    const input = context.platform === 'win32' ? Buffer.from(`\uFEFF${text}`, 'utf16le') : text;
    // Programs that keep the text for others go on in the background, and would hold a pipe open.
    const stdio: ['pipe', 'ignore', 'ignore'] = ['pipe', 'ignore', 'ignore'];
    return spawnSync(command, args, { input, stdio, timeout: MAX_SECONDS * 1000 }).status === 0;
  });
}

/** In the order in which they are tried. */
export function copyTools({ platform, env }: CopyContext): readonly (readonly [string, ...string[]])[] {
  if (platform === 'win32') return [['clip.exe']];
  if (platform === 'darwin') return [['pbcopy']];
  return [
    ...(env['WAYLAND_DISPLAY'] ? [['wl-copy'] as const] : []),
    ...(env['DISPLAY'] ? [['xclip', '-selection', 'clipboard', '-in'] as const] : []),
  ];
}
