import type { PrivateImages } from '@imbed/core';

/** Shows nothing: what stands for an image of a private bucket until its link is signed. */
const nothing = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

/** Links as a screen can show them, for who cannot wait. */
export interface SignedLinks {
  /** At once. Of a link that is not known yet it is the link itself; when it turns out to be private, `onSigned` is called. */
  shown(link: string): string;
}

export interface SignedLinksHost {
  /** Rejects where nothing is set up. */
  privateImages(): Promise<PrivateImages>;
  /** Links that were asked for are there. */
  onSigned(): void;
  /** Keys could not be had, or settings make no sense. */
  onTrouble(error: unknown): void;
}

export function createSignedLinks(host: SignedLinksHost): SignedLinks {
  let images: PrivateImages | undefined;
  let asked = new Set<string>();

  async function signAsked(): Promise<void> {
    // All that one page shows are asked for in a row.
    await Promise.resolve();
    const links = [...asked];
    asked = new Set();
    try {
      images = await host.privateImages();
      const signed = await Promise.all(links.map(images.sign));
      if (signed.some((link) => link !== undefined)) host.onSigned();
    } catch (error) {
      host.onTrouble(error);
    }
  }

  return {
    shown(link) {
      if (!/^(?:https?:)?\/\//i.test(link)) return link;
      const signed = images?.signed(link);
      const isPrivate = images?.isPrivate(link);
      if (signed !== undefined || isPrivate === false) return signed ?? link;
      asked.add(link);
      if (asked.size === 1) void signAsked();
      return isPrivate === true ? nothing : link;
    },
  };
}
