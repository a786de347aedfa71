import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Bench, createBench, imbed, lines } from './support.ts';

const nowhere = 'http://127.0.0.1:9';

interface Shell {
  readonly name: string;
  /** A program of this shell that prints what the script `$1` offers at the end of the line `$2`, one a line. */
  readonly offers: string;
}

/** The last word of the line is the one at the cursor, also when it is empty. */
const bash = `
source "$1"
IFS=' '; COMP_WORDS=($2); [ "\${2% }" != "$2" ] && COMP_WORDS+=('')
COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
_imbed
printf '%s\\n' "\${COMPREPLY[@]}"
`;

const fish = `source $argv[1]; complete -C $argv[2] | string replace -r '\\t.*' ''; true`;

/** Types the line into an interactive zsh, in which whatever is offered is printed in place of being shown. */
const zsh = `
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1=; autoload -Uz compinit; compinit -u -D; source \${(q)1}"
zpty -w shell 'compadd() {
  if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return; fi
  typeset -a hits; builtin compadd -A hits "$@"; [[ -n $hits ]] && print -l -- "offer:"\${^hits}
}
show() { zle -C offers complete-word _generic; zle offers; print -- "the""-end"; exit }
zle -N show; bindkey "^X" show; print -- "is""-ready"'
zpty -r -m shell output '*is-ready*'
zpty -w -n shell "$2"$'\\x18'
zpty -r -m shell output '*the-end*'
print -- $output | tr -d '\\r' | sed -n 's/.*offer://p'
`;

const shells: readonly Shell[] = [
  { name: 'bash', offers: bash },
  { name: 'zsh', offers: zsh },
  { name: 'fish', offers: fish },
];

/** Where it is promised that everything runs, a shell that is missing is a failure. */
function isTested({ name }: Shell): boolean {
  return process.env['CI'] !== undefined || spawnSync(name, ['-c', 'true']).status === 0;
}

/** The same for every line that is tried. */
const scripts = new Map<string, string>();

async function scriptFor({ name }: Shell, bench: Bench): Promise<string> {
  const script = scripts.get(name) ?? (await imbed(bench, ['completion', name])).stdout;
  scripts.set(name, script);
  return script;
}

async function offers(shell: Shell, bench: Bench, line: string): Promise<readonly string[]> {
  const { name, offers: program } = shell;
  const script = join(bench.folder, `completion.${name}`);
  writeFileSync(script, await scriptFor(shell, bench));
  const args =
    name === 'fish' ? ['--no-config', '-c', program, script, line] : ['-c', program, name, script, line];
  const env = { ...bench.env, TERM: 'dumb' };
  const output = execFileSync(name, args, { encoding: 'utf8', cwd: bench.folder, env });
  return [...new Set(lines(output).map((word) => word.trim()))].filter((word) => word !== '').sort();
}

describe.each(shells.filter(isTested))('in $name', (shell) => {
  const bench = () => createBench(nowhere);

  it.each([
    ['imbed doc', ['doctor']],
    ['imbed config ', ['new', 'path', 'show', 'validate']],
    ['imbed config v', ['validate']],
    ['imbed import s', ['s3-image-uploader', 'siyuan']],
    ['imbed upload --on-failure ', ['fail', 'keep-local']],
    ['imbed config --provider aliyun', ['aliyun-oss']],
    ['imbed setup --profile blog v', ['vscode']],
    ['imbed setup --no-test t', ['typora']],
    ['imbed completion ', ['bash', 'fish', 'powershell', 'zsh']],
  ])('"%s" is completed with %j', async (line, words) => {
    expect(await offers(shell, bench(), line)).toEqual(words);
  });

  it('every command and every option is offered', async () => {
    const help = await imbed(bench(), ['--help']);
    const commands = [...help.stdout.matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, name = '']) => name);
    expect(commands).toContain('completion');
    expect(await offers(shell, bench(), 'imbed ')).toEqual(expect.arrayContaining(commands));
    const usage = (await imbed(bench(), ['help', 'upload'])).stdout;
    const options = [...usage.matchAll(/^ {2}.*?(--[a-z-]+)/gm)].map(([, name]) => name);
    const offered = await offers(shell, bench(), 'imbed upload --');
    expect(offered.map((option) => option.replace(/=$/, ''))).toEqual(expect.arrayContaining(options));
  });
});

it('the script for PowerShell names every command', async () => {
  const { stdout } = await imbed(createBench(nowhere), ['completion', 'powershell']);
  for (const word of [
    'Register-ArgumentCompleter',
    "'upload' = @{",
    "'--on-failure' = @('fail', 'keep-local')",
  ])
    expect(stdout).toContain(word);
});

it.each([[['completion']], [['completion', 'tcsh']], [['completion', 'bash', 'zsh']]])(
  '%j is misuse',
  async (args) => {
    const run = await imbed(createBench(nowhere), args);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('bash, zsh, fish, powershell');
  },
);
