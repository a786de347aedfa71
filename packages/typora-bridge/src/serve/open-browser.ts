import { spawn } from 'node:child_process';

/** Shows `url` in the person's browser; whether there is one is not known. */
export function openBrowser(url: string, platform: NodeJS.Platform): void {
  const [command, ...args] = browserCommand(url, platform);
  const child = spawn(command, args, { detached: true, stdio: 'ignore', windowsHide: true });
  child.on('error', () => {});
  child.unref();
}

function browserCommand(url: string, platform: NodeJS.Platform): readonly [string, ...string[]] {
  if (platform === 'darwin') return ['open', url];
  // Not `start`, a command of the shell, to which an address with `&` is two commands.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return ['xdg-open', url];
}
