/**
 * A page for the host, and the helpers that Obsidian puts on its elements, as far as plugins of this kind use them.
 * Imported before everything that looks for a page when it is loaded.
 */
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
  ],
  ...['Event', 'CustomEvent', 'UIEvent', 'MouseEvent', 'KeyboardEvent', 'FocusEvent', 'InputEvent', 'Range'],
] as const;

define(globalThis, { window });
for (const name of fromPage) define(globalThis, { [name]: Reflect.get(window, name) });

function define(target: object, members: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(members))
    Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

function addHelper(target: object, name: string, helper: (...args: never[]) => unknown): void {
  define(target, { [name]: helper });
}

function fill(element: HTMLElement, info: DomElementInfo | string | undefined): void {
  const { cls, text, attr, title, type, value, placeholder } =
    typeof info === 'string' ? { cls: info } : (info ?? {});
  if (cls !== undefined) element.className = [cls].flat().join(' ');
  if (text !== undefined) element.replaceChildren(text);
  const own = { title, type, value, placeholder, ...attr };
  for (const [name, one] of Object.entries(own))
    if (one !== undefined && one !== null) element.setAttribute(name, String(one));
}

addHelper(window.Node.prototype, 'createEl', createIn);
addHelper(window.Node.prototype, 'createDiv', function (this: Node, info?: DomElementInfo | string) {
  return createIn.call(this, 'div', info);
});
addHelper(window.Node.prototype, 'createSpan', function (this: Node, info?: DomElementInfo | string) {
  return createIn.call(this, 'span', info);
});
addHelper(window.Node.prototype, 'empty', function (this: HTMLElement) {
  this.replaceChildren();
});
addHelper(window.Node.prototype, 'detach', function (this: HTMLElement) {
  this.remove();
});
addHelper(window.Element.prototype, 'setText', function (this: Element, text: string | DocumentFragment) {
  this.replaceChildren(text);
});
addHelper(window.HTMLElement.prototype, 'isShown', function (this: HTMLElement) {
  return this.isConnected;
});
addHelper(window.Element.prototype, 'addClass', function (this: Element, ...names: string[]) {
  this.classList.add(...names);
});
addHelper(window.Element.prototype, 'toggleClass', function (this: Element, name: string, on: boolean) {
  this.classList.toggle(name, on);
});
addHelper(globalThis, 'createEl', created);
addHelper(globalThis, 'createDiv', (info?: DomElementInfo | string) => created('div', info));
addHelper(globalThis, 'createSpan', (info?: DomElementInfo | string) => created('span', info));
addHelper(globalThis, 'createFragment', (build?: (fragment: DocumentFragment) => void) => {
  const fragment = document.createDocumentFragment();
  build?.(fragment);
  return fragment;
});

function created(tag: string, info?: DomElementInfo | string): HTMLElement {
  const element = document.createElement(tag);
  fill(element, info);
  return element;
}

function createIn(this: Node, tag: string, info?: DomElementInfo | string): HTMLElement {
  return this.appendChild(created(tag, info));
}

// Nothing is laid out here: ranges have no place on the screen.
addHelper(window.Range.prototype, 'getClientRects', () => []);
addHelper(window.Range.prototype, 'getBoundingClientRect', () => new window['DOMRect']());
