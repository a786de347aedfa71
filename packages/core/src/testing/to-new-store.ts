import { ImbedError } from '../errors.ts';
import type { Rewriting, Step } from '../jobs/step.ts';

/** Points every `x.png` at `https://new.test/x.png`, once `before` has let it. */
export function toNewStore(
  before: (target: string) => void | Promise<void> = () => undefined,
): Rewriting & { readonly performed: string[] } {
  const performed: string[] = [];
  return {
    performed,
    async plan({ target }): Promise<Step | undefined> {
      if (target.startsWith('https:')) return undefined;
      return {
        kind: 'upload',
        subject: target,
        identity: target,
        expected: `https://new.test/${target}`,
        async perform() {
          performed.push(target);
          await before(target);
          return { target: () => `https://new.test/${target}`, reused: false };
        },
      };
    },
  };
}

export function failFor(...targets: readonly string[]) {
  return (target: string) => {
    if (targets.includes(target)) throw new ImbedError('store/access-denied', { key: target });
  };
}
