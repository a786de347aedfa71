import type { App } from './app.ts';

export { ButtonComponent, SecretComponent, Setting } from './setting.ts';
export { PluginSettingTab } from './setting-tab.ts';

/** Messages on the screen, as long as they are shown. */
export const shownNotices: Notice[] = [];

export class Notice {
  readonly messageEl = createDiv();
  readonly containerEl = this.messageEl;

  constructor(message: string | DocumentFragment, _durationMs?: number) {
    this.setMessage(message);
    shownNotices.push(this);
  }

  setMessage(message: string | DocumentFragment): this {
    this.messageEl.setText(message);
    return this;
  }

  hide(): void {
    const index = shownNotices.indexOf(this);
    if (index >= 0) shownNotices.splice(index, 1);
  }
}

export function noticeTexts(): string[] {
  return shownNotices.map(({ messageEl }) => messageEl.textContent ?? '');
}

export { Menu, MenuItem, openMenus } from './menu.ts';

/** The dialog that is open, if any. */
export const openModals: Modal[] = [];

export class Modal {
  readonly app: App;
  readonly contentEl = createDiv();
  readonly titleEl = createDiv();

  constructor(app: App) {
    this.app = app;
  }

  setTitle(title: string): this {
    this.titleEl.setText(title);
    return this;
  }

  /** As people read it. */
  lines(): string[] {
    return [...this.contentEl.querySelectorAll('li')].map(({ textContent }) => textContent ?? '');
  }

  press(title: string): void {
    const buttons = [...this.contentEl.querySelectorAll('button')];
    const button = buttons.find(({ textContent }) => textContent === title);
    if (button === undefined) throw new Error(`no such button: ${title}`);
    button.click();
  }

  open(): void {
    openModals.push(this);
    this.onOpen();
  }

  close(): void {
    const index = openModals.indexOf(this);
    if (index < 0) return;
    openModals.splice(index, 1);
    this.onClose();
  }

  onOpen(): void {}

  onClose(): void {}
}

export abstract class FuzzySuggestModal<T> extends Modal {
  placeholder = '';

  abstract getItems(): T[];
  abstract getItemText(item: T): string;
  abstract onChooseItem(item: T): void;

  setPlaceholder(text: string): void {
    this.placeholder = text;
  }

  /** What a person does with the keyboard. */
  choose(text: string): void {
    const item = this.getItems().find((one) => this.getItemText(one) === text);
    if (item === undefined) throw new Error(`not among the items: ${text}`);
    this.close();
    this.onChooseItem(item);
  }
}
