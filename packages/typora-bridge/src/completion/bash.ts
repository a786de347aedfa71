import { type CompletedCommand, globalOptions, type Value } from './completions.ts';

/**
 * A script for bash 3.2, which macOS has, and later. Where it offers nothing bash completes file names, which it
 * quotes better than any script.
 */
export function bashScript(commands: readonly CompletedCommand[]): string {
  const names = [...commands.map(({ name }) => name), ...globalOptions];
  return `# imbed completion bash
_imbed() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} command=\${COMP_WORDS[1]}
  local words='' operands=0 index
  # "--option=value" comes in three words.
  if [ "$current" = '=' ]; then current=''
  elif [ "$previous" = '=' ]; then previous=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((index = 2; index < COMP_CWORD; index++)); do
    case "$command \${COMP_WORDS[index]}" in
${patterns(commands.flatMap(valueForms))}) [ "\${COMP_WORDS[index + 1]}" = '=' ] && ((index++)); ((index++)) ;;
      *' -'*) ;;
      *) operands=1 ;;
    esac
  done
  if [ "$COMP_CWORD" -eq 1 ]; then words='${names.join(' ')}'
  else
    case "$command $previous" in
${commands.flatMap(valueCases).join('\n')}
      *)
        case "$command $current" in
${commands.map(optionCase).join('\n')}
          *)
            case "$command $operands" in
${commands.flatMap(operandCases).join('\n')}
            esac ;;
        esac ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _imbed imbed
`;
}

/** The options of a command that take a value, as the script sees them. */
function valueForms({ name, options }: CompletedCommand): readonly string[] {
  return options.flatMap(({ forms, value }) =>
    value === undefined ? [] : forms.map((form) => `'${name} ${form}'`),
  );
}

function patterns(words: readonly string[]): string {
  return `      ${words.join(' | ')}`;
}

function valueCases({ name, options }: CompletedCommand): readonly string[] {
  return options.flatMap(({ forms, value }) =>
    value === undefined
      ? []
      : [`${patterns(forms.map((form) => `'${name} ${form}'`))}) ${assigned(value)} ;;`],
  );
}

function optionCase({ name, options }: CompletedCommand): string {
  const forms = options.flatMap((option) => option.forms);
  return `          '${name} '-*) words='${forms.join(' ')}' ;;`;
}

function operandCases({ name, first, further }: CompletedCommand): readonly string[] {
  const one = (value: Value | undefined, count: number) =>
    value === undefined || value.words.length === 0
      ? []
      : [`              '${name} ${count}') ${assigned(value)} ;;`];
  return [...one(first, 0), ...one(further, 1)];
}

function assigned({ words }: Value): string {
  return `words='${words.join(' ')}'`;
}
