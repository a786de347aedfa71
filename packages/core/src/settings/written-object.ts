/** An object in a file that a person or another program wrote, before anybody looked at what is in it. */
export type WrittenObject = Readonly<Record<string, unknown>>;

export function isWrittenObject(value: unknown): value is WrittenObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
