import type { ImageSource } from '@imbed/core';
import type { Image } from './writing.ts';

/** Images that were offered together, with their bytes. */
export interface Offer {
  readonly images: readonly Image[];
  readonly sources: readonly ImageSource[];
}

/** Offers hold the bytes of their images; what was not taken by then is not going to be. */
const MAX_OPEN_OFFERS = 8;

/** Offers that nobody has taken yet. */
export interface Offers {
  add(offer: Offer): void;
  /** Those that were taken: some of their images were seen in a note. */
  take(seen: readonly Image[]): readonly Offer[];
}

/** @param onStale told of images that can be taken no more */
export function createOffers(onStale: (image: Image) => void): Offers {
  let open: readonly Offer[] = [];
  return {
    add(offer) {
      const all = [...open, offer];
      open = all.slice(-MAX_OPEN_OFFERS);
      for (const stale of all.slice(0, -MAX_OPEN_OFFERS)) stale.images.forEach(onStale);
    },
    take(seen) {
      const taken = open.filter(({ images }) => images.some((image) => seen.includes(image)));
      open = open.filter((offer) => !taken.includes(offer));
      return taken;
    },
  };
}
