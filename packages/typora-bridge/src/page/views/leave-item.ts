/** Before an item of a list goes, puts the focus that is in it where the reader can go on: the next item, else the heading. */
export function leaveItem(inside: HTMLElement): void {
  const item = inside.closest('li');
  const neighbour = item?.nextElementSibling ?? item?.previousElementSibling;
  const place = neighbour?.querySelector<HTMLElement>('input, button') ?? document.querySelector('h1');
  place?.focus();
}
