import { spawnSync } from 'node:child_process';

/** What decides which program can reach the clipboard. */
export interface CopyContext {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const MAX_SECONDS = 10;

/** Puts text on the clipboard; false where nothing can. */
export function copyText(text: string, context: CopyContext): boolean {
  return copyTools(text, context).some(([command, ...args]) => {
    // Programs that keep the text for others go on in the background, and would hold a pipe open.
    const stdio: ['pipe', 'ignore', 'ignore'] = ['pipe', 'ignore', 'ignore'];
    const limits = { timeout: MAX_SECONDS * 1000, windowsHide: true };
    return spawnSync(command, args, { input: text, stdio, ...limits }).status === 0;
  });
}

/** In the order in which they are tried; all but PowerShell read the text from their standard input. */
export function copyTools(
  text: string,
  { platform, env }: CopyContext,
): readonly (readonly [command: string, ...args: string[]])[] {
  if (platform === 'win32') return [powerShell(text)];
  if (platform === 'darwin') return [['pbcopy']];
  return [
    ...(env['WAYLAND_DISPLAY'] ? [['wl-copy'] as const] : []),
    ...(env['DISPLAY'] ? [['xclip', '-selection', 'clipboard', '-in'] as const] : []),
  ];
}

/** What it reads it takes for the code page of the day, so the text is an argument, in letters of every code page. */
function powerShell(text: string): readonly [string, ...string[]] {
  const encoded = Buffer.from(text).toString('base64');
  const decoded = `[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${encoded}'))`;
  return ['powershell.exe', '-NoProfile', '-NonInteractive', '-Command', `Set-Clipboard -Value (${decoded})`];
}
