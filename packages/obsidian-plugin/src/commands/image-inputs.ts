/** Lets the person choose pictures of the device; on a phone its camera and library. None when they do not. */
export function imagesFromDevice(): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = createEl('input', { type: 'file', attr: { accept: 'image/*', multiple: '' } });
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

/** `undefined` when there is none. Rejects where the clipboard may not be read. */
export async function imageInClipboard(): Promise<File | undefined> {
  for (const item of await navigator.clipboard.read()) {
    const type = item.types.find((one) => one.startsWith('image/'));
    if (type === undefined) continue;
    return new File([await item.getType(type)], `image.${type.slice('image/'.length)}`, { type });
  }
  return undefined;
}
