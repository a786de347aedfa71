type Statement = Readonly<Record<string, unknown>>;

/**
 * Reads a policy as the stores document it: an action is allowed where a statement names it and the resource, and
 * its condition, if there is one, holds for the prefix that is listed.
 */
export function allows(document: unknown, action: string, where: string, listed?: string): boolean {
  const small = JSON.parse(JSON.stringify(document), lowerKeys) as {
    readonly statement: readonly Statement[];
  };
  return small.statement.some(({ effect, action: actions, resource, condition }) => {
    const resources = [resource].flat().map((one) => String(one).replace(/^.*:/, ''));
    // CAM writes the bucket itself as all that is in it.
    const here = resources.some((pattern) => matches(pattern, where) || pattern === `${where}/*`);
    return (
      String(effect).toLowerCase() === 'allow' &&
      [actions].flat().includes(action) &&
      here &&
      holds(condition, listed)
    );
  });
}

export function statementsOf(document: unknown): readonly Statement[] {
  const small = JSON.parse(JSON.stringify(document), lowerKeys) as {
    readonly statement: readonly Statement[];
  };
  return small.statement;
}

function lowerKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), inner]));
}

function holds(condition: unknown, listed: string | undefined): boolean {
  if (condition === undefined) return true;
  const patterns = Object.values(Object.values(condition as object)[0] as object).flat() as readonly string[];
  return listed !== undefined && patterns.some((pattern) => matches(pattern, listed));
}

function matches(pattern: string, text: string): boolean {
  return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern;
}
