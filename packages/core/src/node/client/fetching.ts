import { cancelled, isImbedError } from '../../errors.ts';

/** Work that only reads: where nothing is sent, nothing can have come to be in the store when it was ended. */
export async function fetching<T>(fetch: () => Promise<T>): Promise<T> {
  try {
    return await fetch();
  } catch (error) {
    throw endedFetch(error);
  }
}

/** The same for what comes one by one. */
export async function* fetchingEach<T>(items: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  try {
    yield* items;
  } catch (error) {
    throw endedFetch(error);
  }
}

function endedFetch(error: unknown): unknown {
  return isImbedError(error) && error.code === 'cancelled' ? cancelled('not-fetched') : error;
}
