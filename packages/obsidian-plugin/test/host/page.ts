/** A page for the host where there is no browser. Imported before everything that looks for one when it is loaded. */
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html><body></body>', {
  pretendToBeVisual: true,
  url: 'http://localhost/',
});

const fromPage = [
  ...['document', 'navigator', 'localStorage', 'getComputedStyle', 'getSelection', 'requestAnimationFrame'],
  ...[
    'cancelAnimationFrame',
    'Node',
    'Element',
    'HTMLElement',
    'Text',
    'DocumentFragment',
    'MutationObserver',
    'DOMParser',
  ],
  ...['Event', 'CustomEvent', 'UIEvent', 'MouseEvent', 'KeyboardEvent', 'FocusEvent', 'InputEvent', 'Range'],
] as const;

Object.assign(globalThis, { window });
for (const name of fromPage)
  Object.defineProperty(globalThis, name, {
    value: Reflect.get(window, name),
    configurable: true,
    writable: true,
  });

// Nothing is laid out here: ranges have no place on the screen.
Object.assign(window.Range.prototype, {
  getClientRects: () => [],
  getBoundingClientRect: () => new window['DOMRect'](),
});
