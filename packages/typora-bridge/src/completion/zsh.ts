import { type CompletedCommand, type CompletedOption, globalOptions, type Value } from './completions.ts';

/** For `source <(imbed completion zsh)`, and as a file `_imbed` in a folder of `fpath`. */
export function zshScript(commands: readonly CompletedCommand[]): string {
  const described = [
    ...commands.map(({ name, summary }) => quoted(`${escaped(name)}:${summary}`)),
    ...globalOptions.map(quoted),
  ];
  return `#compdef imbed
_imbed() {
  local -a commands
  commands=(
${described.map((line) => `    ${line}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe -t commands command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(commandCase).join('\n')}
  esac
}
if [ "$funcstack[1]" = _imbed ]; then _imbed "$@"; else compdef _imbed imbed; fi
`;
}

function commandCase({ name, options, first, further }: CompletedCommand): string {
  const specs = [
    ...options.flatMap(optionSpecs),
    ...(first === undefined ? [] : [quoted(`1:operand:${actionOf(first)}`)]),
    ...(further === undefined ? [] : [quoted(`*:operand:${actionOf(further)}`)]),
  ];
  return `    ${name})\n      _arguments \\\n${specs.map((spec) => `        ${spec}`).join(' \\\n')} ;;`;
}

function optionSpecs({ forms, summary, value }: CompletedOption): readonly string[] {
  return forms.map((form) => {
    if (value === undefined) return quoted(`(${forms.join(' ')})${form}[${escaped(summary)}]`);
    return quoted(`${form}=[${escaped(summary)}]:value:${actionOf(value)}`);
  });
}

function actionOf({ words, files }: Value): string {
  if (words.length > 0) return `(${words.join(' ')})`;
  return files ? '_files' : ' ';
}

/** What ends a part of a specification of `_arguments`. */
function escaped(text: string): string {
  return text.replace(/[[\]:\\]/g, '\\$&');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
