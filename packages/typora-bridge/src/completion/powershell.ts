import { type CompletedCommand, globalOptions, type Value } from './completions.ts';

/** Where it offers nothing PowerShell completes file names. */
export function powerShellScript(commands: readonly CompletedCommand[]): string {
  return `# imbed completion powershell
Register-ArgumentCompleter -Native -CommandName imbed -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $commands = @{
${commands.map(entryOf).join('\n')}
  }
  $words = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  if ($words.Count -le 1) { $offers = ${list([...commands.map(({ name }) => name), ...globalOptions])} }
  else {
    $command = $commands[$words[1]]
    $previous = $words[-1]
    $operands = 0
    for ($index = 2; $index -lt $words.Count; $index++) {
      if ($null -ne $command -and $command.Values.ContainsKey($words[$index])) { $index++ }
      elseif ($words[$index] -notlike '-*') { $operands++ }
    }
    if ($null -eq $command) { $offers = @() }
    elseif ($words.Count -gt 2 -and $command.Values.ContainsKey($previous)) { $offers = $command.Values[$previous] }
    elseif ($wordToComplete -like '-*') { $offers = $command.Options }
    elseif ($operands -eq 0) { $offers = $command.First }
    else { $offers = $command.Further }
  }
  $offers | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}

function entryOf({ name, options, first, further }: CompletedCommand): string {
  const values = options.flatMap(({ forms, value }) =>
    value === undefined ? [] : forms.map((form) => `'${form}' = ${wordsOf(value)}`),
  );
  const parts = [
    `Options = ${list(options.flatMap(({ forms }) => forms))}`,
    `Values = @{ ${values.join('; ')} }`,
    `First = ${wordsOf(first)}`,
    `Further = ${wordsOf(further)}`,
  ];
  return `    '${name}' = @{ ${parts.join('; ')} }`;
}

function wordsOf(value: Value | undefined): string {
  return list(value?.words ?? []);
}

function list(words: readonly string[]): string {
  return `@(${words.map((word) => `'${word}'`).join(', ')})`;
}
