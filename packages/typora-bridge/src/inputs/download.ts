import { isImbedError } from '@imbed/core';
import { downloadFailed, downloadImage } from '@imbed/core/node';

const PRIVATE = 'the address is private; --allow-private lets it through';

/** As core downloads; where an address is refused as private, the option is named that lets it through. */
export async function download(...args: Parameters<typeof downloadImage>): Promise<Uint8Array> {
  try {
    return await downloadImage(...args);
  } catch (error) {
    const isPrivate = isImbedError(error) && error.code === 'source/private-address';
    throw isPrivate ? downloadFailed(args[0], PRIVATE, error) : error;
  }
}
