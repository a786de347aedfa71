import { exec } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noteVariable } from './typora-command.ts';
import type { TyporaProblem } from './words.ts';

/** Longer than anybody waits for two tiny pictures; how long Typora itself does is not documented. */
const MAX_SECONDS = 60;

/** The names that Typora's own two pictures have; the same every time, which is what trips other uploaders. */
const pictureNames: Readonly<Record<string, readonly [string, string]>> = {
  darwin: ['icon_512x512.png', 'icon_256x256.png'],
  other: ['typora-icon2.png', 'typora-icon.png'],
};

/** One red pixel, and one blue. */
const pictures = [
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGN44OAAAANkAWE06YPDAAAAAElFTkSuQmCC',
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNwSHgAAAJkAYEyCGCkAAAAAElFTkSuQmCC',
] as const;

export type TyporaTest =
  | { readonly ok: true; readonly links: readonly string[] }
  | { readonly ok: false; readonly problem: TyporaProblem; readonly output: string };

/** What decides how the command is run. */
export interface TyporaTestContext {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** Plays "Test Uploader": runs the command as Typora does, on two pictures, and once more. The pictures stay stored. */
export async function playTyporaTest(command: string, context: TyporaTestContext): Promise<TyporaTest> {
  const folder = mkdtempSync(join(tmpdir(), 'imbed-typora-'));
  try {
    const names = pictureNames[context.platform] ?? pictureNames['other'] ?? [];
    const paths = names.map((name, index) => {
      const path = join(folder, name);
      writeFileSync(path, Buffer.from(pictures[index] ?? '', 'base64'));
      return path;
    });
    const line = commandLine(command, paths, context.platform);
    const first = judge(await run(line, context), paths.length);
    if (!first.ok) return first;
    const second = judge(await run(line, context), paths.length);
    if (!second.ok) return { ...second, problem: 'no-links-again' };
    return samePictures(first.links, second.links)
      ? first
      : { ok: false, problem: 'other-links', output: second.links.join('\n') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A signed link is another one each second, and leads to the same picture. */
function samePictures(links: readonly string[], others: readonly string[]): boolean {
  const places = (all: readonly string[]) => all.map((link) => link.replace(/\?.*$/s, '')).join();
  return places(links) === places(others);
}

/** Typora puts each path between double quotes behind the command; on Windows backslashes arrive doubled. */
export function commandLine(command: string, paths: readonly string[], platform: NodeJS.Platform): string {
  const words = paths.map((path) => `"${platform === 'win32' ? path.replaceAll('\\', '\\\\') : path}"`);
  return [command.replaceAll(noteVariable, ''), ...words].join(' ');
}

export interface RunOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/** Of what the command prints Typora takes the last lines, one for each image, and each must be an address. */
export function judge({ stdout, stderr }: RunOutput, images: number): TyporaTest {
  const lines = stdout.trimEnd().split(/\r?\n/).slice(-images);
  const links = lines.filter((line) => /^(https?|file):\/\//.test(line));
  if (links.length === images) return { ok: true, links };
  const output = `${stdout}${stderr === stdout ? '' : stderr}`.trim();
  return { ok: false, problem: 'no-links', output };
}

/** With the shell that Node.js takes, which is how Typora, an Electron program, starts commands. */
function run(line: string, { platform, env, signal }: TyporaTestContext): Promise<RunOutput> {
  const options = {
    // Programs that the desktop starts have no login shell's PATH: https://support.typora.io/Upload-Image/.
    env: platform === 'darwin' ? { ...env, PATH: '/usr/bin:/bin:/usr/sbin:/sbin' } : env,
    timeout: MAX_SECONDS * 1000,
    windowsHide: true,
    signal,
  };
  return new Promise((resolve) => {
    exec(line, options, (_error, stdout, stderr) => resolve({ stdout, stderr }));
  });
}
