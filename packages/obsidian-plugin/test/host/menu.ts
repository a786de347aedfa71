import type * as O from 'obsidian';
import { guarded } from './events.ts';

/** The menu that is on the screen, if any. */
export const openMenus: Menu[] = [];

export class MenuItem implements Pick<O.MenuItem, keyof O.MenuItem> {
  title = '';
  section = '';
  isChecked = false;
  #click: (event: MouseEvent) => unknown = () => undefined;

  setTitle(title: string | DocumentFragment): this {
    this.title = typeof title === 'string' ? title : (title.textContent ?? '');
    return this;
  }

  setIcon(_icon: string | null): this {
    return this;
  }

  setSection(section: string): this {
    this.section = section;
    return this;
  }

  setChecked(isChecked: boolean | null): this {
    this.isChecked = isChecked === true;
    return this;
  }

  setWarning(_isWarning: boolean): this {
    return this;
  }

  setDisabled(_isDisabled: boolean): this {
    return this;
  }

  setIsLabel(_isLabel: boolean): this {
    return this;
  }

  onClick(click: (event: MouseEvent | KeyboardEvent) => unknown): this {
    this.#click = click;
    return this;
  }

  click(): void {
    openMenus.length = 0;
    guarded(() => this.#click(new MouseEvent('click')));
  }
}

export class Menu {
  readonly items: MenuItem[] = [];

  addItem(build: (item: MenuItem) => unknown): this {
    const item = new MenuItem();
    build(item);
    this.items.push(item);
    return this;
  }

  addSeparator(): this {
    return this;
  }

  showAtMouseEvent(_event: MouseEvent): this {
    return this.#show();
  }

  showAtPosition(_position: O.MenuPositionDef): this {
    return this.#show();
  }

  /** What a person does. */
  choose(title: string): void {
    const item = this.items.find((one) => one.title === title);
    if (item === undefined) throw new Error(`not in the menu: ${title}`);
    item.click();
  }

  #show(): this {
    openMenus.splice(0, openMenus.length, this);
    return this;
  }
}
