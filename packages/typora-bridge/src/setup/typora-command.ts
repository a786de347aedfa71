import { expandedByCmd, shellWord } from './shell-word.ts';
import type { TyporaDoubt } from './words.ts';

/** Everything that the command for Typora depends on; a parameter, so that every platform is tested on every platform. */
export interface TyporaContext {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** The program and what it runs, as absolute paths: Node.js and the script, or the standalone executable. */
  readonly program: readonly string[];
  /** `--profile` and `--config`, where they are not the usual ones. */
  readonly profile: string | undefined;
  readonly config: string | undefined;
  /** The note decides about its images: their keys, or where they go. */
  readonly namesNote: boolean;
  /** Messages may be in another script than ASCII. */
  readonly chinese: boolean;
  /** Typora was installed as a snap. */
  readonly snap: boolean;
}

export interface TyporaCommand {
  /** What to enter as Typora's custom command; Typora appends the quoted paths of the images. */
  readonly command: string;
  readonly doubts: readonly TyporaDoubt[];
}

/**
 * Absolute paths, since Typora's own `PATH` is that of the desktop:
 * https://support.typora.io/Upload-Image/#custom-command.
 */
export function typoraCommand(context: TyporaContext): TyporaCommand {
  const { platform, program, profile, config, namesNote } = context;
  const option = (name: string, value: string | undefined) =>
    value === undefined ? [] : [name, shellWord(value, platform)];
  const words = [
    ...program.map((path) => shellWord(path, platform)),
    'upload',
    ...option('--profile', profile),
    ...option('--config', config),
    // Typora fills this in before any shell sees it.
    ...(namesNote ? ['--note', `"${noteVariable}"`] : []),
    '--',
  ];
  const command = words.join(' ');
  return { command: `${codePage(context, command)}${command}`, doubts: doubtsOf(context) };
}

/** Typora's name for the path of the note; empty for one that was never saved. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: that is how Typora writes its variables
export const noteVariable = '${filepath}';

/**
 * `cmd` reads and shows other scripts only after this, which Typora's own documentation puts in front as well. Once the
 * note is named, its path may come out, whatever script that is in.
 */
function codePage({ platform, namesNote, chinese }: TyporaContext, command: string): string {
  const ascii = /^[\x20-\x7e]*$/.test(command);
  return platform === 'win32' && (chinese || namesNote || !ascii) ? '@chcp 65001 >nul & ' : '';
}

function doubtsOf({
  platform,
  env,
  home,
  program,
  profile = '',
  config,
  snap,
}: TyporaContext): readonly TyporaDoubt[] {
  const paths = config === undefined ? program : [...program, config];
  const expanded =
    platform === 'win32'
      ? [...paths, profile].map((word) => expandedByCmd(word, env)).find(Boolean)
      : undefined;
  const caged = snap && paths.some((path) => !isVisibleBelow(home, path));
  const kept = program.every((path) => !/[\\/]_npx[\\/]/.test(path));
  return [
    ...(expanded === undefined ? [] : [{ about: 'expanded', text: expanded } as const]),
    ...(caged ? [{ about: 'snap' } as const] : []),
    ...(kept ? [] : [{ about: 'npx' } as const]),
  ];
}

/** https://snapcraft.io/docs/home-interface */
function isVisibleBelow(home: string, path: string): boolean {
  return path.startsWith(`${home}/`) && !path.slice(home.length).includes('/.');
}
