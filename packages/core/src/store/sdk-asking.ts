import { isImbedError } from '../errors.ts';
import type { RequestOptions } from './object-store.ts';

/** An answer without fields where the store has nothing of that kind, which it says with an error of this code. */
export async function orEmpty<T extends object>(code: string, ask: () => Promise<T>): Promise<Partial<T>> {
  try {
    return await ask();
  } catch (error) {
    if (isImbedError(error) && error.facts.serviceCode === code) return {};
    throw error;
  }
}

/** As the SDK calls it. */
export function signalIn({ signal }: RequestOptions = {}): { readonly abortSignal?: AbortSignal } {
  return signal === undefined ? {} : { abortSignal: signal };
}
