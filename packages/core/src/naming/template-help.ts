import { type ArgumentRule, type TemplateVariable, templateVariables } from './template-variables.ts';

/** Lines for a terminal, one a variable: how it is written, what it gives, what it means. */
export function templateHelpLines(): readonly string[] {
  const all: readonly TemplateVariable[] = templateVariables;
  const width = Math.max(...all.map((variable) => templateUsage(variable).length));
  return all.map((variable) => `${templateUsage(variable).padEnd(width)}  ${describe(variable)}`);
}

/** How a variable may be written, e.g. `{hash} {hash:N} {hash:START,LENGTH}`. */
export function templateUsage({ name, argument }: TemplateVariable): string {
  const forms = [`{${name}}`];
  if (argument !== undefined) forms.push(`{${name}:N}`);
  if (argument?.slice) forms.push(`{${name}:START,LENGTH}`);
  return forms.join(' ');
}

/** What `N` does, e.g. `N, 1 to 64, keeps the first N digits`. */
export function describeArgument({ max, meaning }: ArgumentRule): string {
  return `N, 1 to ${max}, ${meaning}`;
}

function describe({ description, argument, example, gives }: TemplateVariable): string {
  const rule = argument === undefined ? '' : `; ${describeArgument(argument)}`;
  return `${description}${rule} (${example} gives ${gives})`;
}
