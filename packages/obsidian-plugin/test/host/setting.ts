import type * as O from 'obsidian';
import type { App } from './app.ts';
import { guarded } from './events.ts';
import { strict } from './strict.ts';

/** One row of settings, with the controls that plugins of this kind put into it. */
export class Setting
  implements Pick<O.Setting, 'settingEl' | 'infoEl' | 'nameEl' | 'descEl' | 'controlEl' | 'errorEl'>
{
  readonly settingEl: HTMLElement;
  readonly infoEl: HTMLElement;
  readonly nameEl: HTMLElement;
  readonly descEl: HTMLElement;
  readonly controlEl: HTMLElement;
  errorEl: HTMLElement | null = null;

  constructor(container: HTMLElement) {
    this.settingEl = container.createDiv('setting-item');
    this.infoEl = this.settingEl.createDiv('setting-item-info');
    this.nameEl = this.infoEl.createDiv('setting-item-name');
    this.descEl = this.infoEl.createDiv('setting-item-description');
    this.controlEl = this.settingEl.createDiv('setting-item-control');
    strict(this, 'Setting');
  }

  setName(name: string | DocumentFragment): this {
    this.nameEl.setText(name);
    return this;
  }

  setDesc(text: string | DocumentFragment): this {
    this.descEl.setText(text);
    return this;
  }

  setClass(name: string): this {
    this.settingEl.addClass(name);
    return this;
  }

  setErrorMessage(message: string | null): this {
    this.errorEl?.remove();
    this.errorEl =
      message === null ? null : this.infoEl.createDiv({ cls: 'setting-item-error', text: message });
    return this;
  }

  addButton(build: (button: ButtonComponent) => unknown): this {
    build(new ButtonComponent(this.controlEl));
    return this;
  }

  addText(build: (text: TextComponent) => unknown): this {
    build(new TextComponent(this.controlEl.createEl('input', { type: 'text' })));
    return this;
  }

  addToggle(build: (toggle: ToggleComponent) => unknown): this {
    build(new ToggleComponent(this.controlEl));
    return this;
  }

  addDropdown(build: (dropdown: DropdownComponent) => unknown): this {
    build(new DropdownComponent(this.controlEl));
    return this;
  }

  addComponent(build: (element: HTMLElement) => unknown): this {
    build(this.controlEl);
    return this;
  }
}

export class ButtonComponent {
  readonly buttonEl: HTMLElement;

  constructor(container: HTMLElement) {
    this.buttonEl = container.createEl('button');
    strict(this, 'ButtonComponent');
  }

  setButtonText(text: string): this {
    this.buttonEl.setText(text);
    return this;
  }

  setCta(): this {
    this.buttonEl.addClass('mod-cta');
    return this;
  }

  setDestructive(): this {
    this.buttonEl.addClass('mod-destructive');
    return this;
  }

  setDisabled(isDisabled: boolean): this {
    this.buttonEl.toggleAttribute('disabled', isDisabled);
    return this;
  }

  onClick(click: () => unknown): this {
    this.buttonEl.addEventListener('click', () => guarded(click));
    return this;
  }
}

export class TextComponent {
  readonly inputEl: HTMLInputElement;

  constructor(inputEl: HTMLInputElement) {
    this.inputEl = inputEl;
    strict(this, 'TextComponent');
  }

  getValue(): string {
    return this.inputEl.value;
  }

  setValue(value: string): this {
    this.inputEl.value = value;
    return this;
  }

  setPlaceholder(text: string): this {
    this.inputEl.placeholder = text;
    return this;
  }

  onChange(change: (value: string) => unknown): this {
    this.inputEl.addEventListener('input', () => guarded(() => change(this.inputEl.value)));
    return this;
  }
}

export class ToggleComponent {
  readonly toggleEl: HTMLInputElement;

  constructor(container: HTMLElement) {
    this.toggleEl = container.createEl('input', { type: 'checkbox' });
    strict(this, 'ToggleComponent');
  }

  setValue(isOn: boolean): this {
    this.toggleEl.checked = isOn;
    return this;
  }

  onChange(change: (isOn: boolean) => unknown): this {
    this.toggleEl.addEventListener('change', () => guarded(() => change(this.toggleEl.checked)));
    return this;
  }
}

export class DropdownComponent {
  readonly selectEl: HTMLSelectElement;

  constructor(container: HTMLElement) {
    this.selectEl = container.createEl('select', { cls: 'dropdown' });
    strict(this, 'DropdownComponent');
  }

  addOptions(options: Readonly<Record<string, string>>): this {
    for (const [value, text] of Object.entries(options)) this.selectEl.createEl('option', { value, text });
    return this;
  }

  setValue(value: string): this {
    this.selectEl.value = value;
    return this;
  }

  onChange(change: (value: string) => unknown): this {
    this.selectEl.addEventListener('change', () => guarded(() => change(this.selectEl.value)));
    return this;
  }
}

/** Chooses a secret of the device by its name: here by writing it. */
export class SecretComponent {
  readonly #inputEl: HTMLInputElement;

  constructor(_app: App, container: HTMLElement) {
    this.#inputEl = container.createEl('input', { type: 'text', placeholder: 'Name of a secret' });
    strict(this, 'SecretComponent');
  }

  setValue(name: string): this {
    this.#inputEl.value = name;
    return this;
  }

  onChange(change: (name: string) => unknown): this {
    this.#inputEl.addEventListener('change', () => guarded(() => change(this.#inputEl.value)));
    return this;
  }
}
