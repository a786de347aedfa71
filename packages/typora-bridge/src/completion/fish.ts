import { type CompletedCommand, type CompletedOption, globalOptions, type Value } from './completions.ts';

export function fishScript(commands: readonly CompletedCommand[]): string {
  const lines = [
    ...commands.map(
      ({ name, summary }) => `complete -c imbed -n __imbed_first -a ${name} -d ${quoted(summary)}`,
    ),
    ...globalOptions.map((option) => `complete -c imbed -n __imbed_first -l ${option.slice(2)}`),
    ...commands.flatMap(linesOf),
  ];
  const valueForms = commands.flatMap(({ options }) =>
    options.flatMap(({ forms, value }) => (value === undefined ? [] : forms)),
  );
  return `# imbed completion fish
function __imbed_first
    test (count (commandline -opc)) -eq 1
end
function __imbed_at
    set -l words (commandline -opc)
    test (count $words) -ge 2; and test "$words[2]" = $argv[1]; or return 1
    test (count $argv) -eq 1; and return 0
    set -l place first
    set -l skipped false
    for word in $words[3..-1]
        if test $skipped = true
            set skipped false
        else if contains -- $word ${[...new Set(valueForms)].join(' ')}
            set skipped true
        else if not string match -q -- '-*' $word
            set place further
        end
    end
    test $place = $argv[2]
end
complete -c imbed -f
${lines.join('\n')}
`;
}

function linesOf({ name, options, first, further }: CompletedCommand): readonly string[] {
  return [
    ...options.map((option) => `complete -c imbed -n '__imbed_at ${name}' ${optionArguments(option)}`),
    ...operandLine(name, 'first', first),
    ...operandLine(name, 'further', further),
  ];
}

function optionArguments({ forms, summary, value }: CompletedOption): string {
  const [long = '', short] = forms;
  const names = [`-l ${long.slice(2)}`, ...(short === undefined ? [] : [`-s ${short.slice(1)}`])];
  return [
    ...names,
    ...(value === undefined ? [] : [`-r ${valueArguments(value)}`]),
    `-d ${quoted(summary)}`,
  ].join(' ');
}

function operandLine(name: string, place: string, value: Value | undefined): readonly string[] {
  return value === undefined
    ? []
    : [`complete -c imbed -n '__imbed_at ${name} ${place}' ${valueArguments(value)}`];
}

function valueArguments({ words, files }: Value): string {
  if (words.length > 0) return `-f -a ${quoted(words.join(' '))}`;
  return files ? '-F' : '-f';
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
