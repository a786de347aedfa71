/** Outlines on a square of 24, drawn with the colour of the text. */
const outlines = {
  logo: 'M4 19l6-8 4 5 2.5-3 3.5 6zM17 6.5h.01',
  upload: 'M12 16V4m0 0L7 9m5-5l5 5M4 16v3a1 1 0 001 1h14a1 1 0 001-1v-3',
  history: 'M4 5h6v6H4zM14 5h6v6h-6zM4 15h6v5H4zM14 15h6v5h-6z',
  pending: 'M12 7v5l3 2M12 3a9 9 0 100 18 9 9 0 000-18z',
  doctor: 'M3 12h4l2-6 4 12 3-8 1.5 2H21',
  picture: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h.01',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  cross: 'M6 6l12 12M18 6L6 18',
  warn: 'M12 9v5m0 3h.01M12 3.5L2.5 20h19z',
  skip: 'M6 12h12',
  bin: 'M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13M10 11v5M14 11v5',
  retry: 'M20 11a8 8 0 10-2.300 6.300M20 5v6h-6',
  link: 'M10 14a4 4 0 005.700 0l3-3A4 4 0 0013 5.300l-1 1M14 10a4 4 0 00-5.700 0l-3 3A4 4 0 0011 18.700l1-1',
  search: 'M11 4a7 7 0 100 14 7 7 0 000-14zM16 16l5 5',
} as const;

export type IconName = keyof typeof outlines;

/** Always beside words, so nobody needs to be told of it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={outlines[name]} />
    </svg>
  );
}
