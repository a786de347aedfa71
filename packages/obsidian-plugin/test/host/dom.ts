/** The helpers that Obsidian puts on elements, as far as plugins of this kind use them. */

function define(target: object, members: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(members))
    Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

function addHelper(target: object, name: string, helper: (...args: never[]) => unknown): void {
  define(target, { [name]: helper });
}

function fill(element: HTMLElement, info: DomElementInfo | string | undefined): void {
  const { cls, text, attr, title, type, value, placeholder, href, ...others } =
    typeof info === 'string' ? { cls: info } : (info ?? {});
  const [missing] = Object.keys(others);
  if (missing !== undefined) throw new Error(`test host: DomElementInfo.${missing} is not implemented`);
  if (cls !== undefined) element.className = [cls].flat().join(' ');
  if (text !== undefined) element.replaceChildren(text);
  const own = { title, type, value, placeholder, href, ...attr };
  for (const [name, one] of Object.entries(own))
    if (one !== undefined && one !== null) element.setAttribute(name, String(one));
}

addHelper(Node.prototype, 'createEl', createIn);
addHelper(Node.prototype, 'createDiv', function (this: Node, info?: DomElementInfo | string) {
  return createIn.call(this, 'div', info);
});
addHelper(Node.prototype, 'createSpan', function (this: Node, info?: DomElementInfo | string) {
  return createIn.call(this, 'span', info);
});
addHelper(Node.prototype, 'empty', function (this: HTMLElement) {
  this.replaceChildren();
});
addHelper(Node.prototype, 'detach', function (this: HTMLElement) {
  this.remove();
});
addHelper(Element.prototype, 'setText', function (this: Element, text: string | DocumentFragment) {
  this.replaceChildren(text);
});
addHelper(HTMLElement.prototype, 'isShown', function (this: HTMLElement) {
  return this.isConnected;
});
addHelper(Element.prototype, 'addClass', function (this: Element, ...names: string[]) {
  this.classList.add(...names);
});
addHelper(Element.prototype, 'toggleClass', function (this: Element, name: string, on: boolean) {
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

export {};
