import { Menu, setIcon, setTooltip } from 'obsidian';
import type { Row, RowAction, Rows } from './row.ts';

/** Buttons beside a row; the rest is in its menu. */
const BUTTONS = 2;

/** Draws the rows anew; what had the focus has it again. */
export function drawRows(list: HTMLElement, { rows, empty, action }: Rows, more: string): void {
  const focused = list.ownerDocument.activeElement?.getAttribute('data-focus');
  list.empty();
  if (rows.length === 0) list.createEl('p', { cls: 'imbed-pane-empty', text: empty });
  else if (action !== undefined) addWide(list, action);
  for (const row of rows) addRow(list, row, more);
  const again = [...list.querySelectorAll<HTMLElement>('[data-focus]')];
  if (focused) again.find((one) => one.getAttribute('data-focus') === focused)?.focus();
}

function addWide(list: HTMLElement, { title, icon, run }: RowAction): void {
  const button = list.createEl('button', { cls: 'imbed-pane-all mod-cta', attr: { 'data-focus': 'all' } });
  setIcon(button.createSpan(), icon);
  button.createSpan({ text: title });
  button.addEventListener('click', run);
}

function addRow(list: HTMLElement, row: Row, more: string): void {
  const element = list.createDiv(`imbed-row imbed-row-${row.tone}`);
  const main = element.createEl('button', {
    cls: 'imbed-row-main',
    attr: { 'data-focus': row.id, ...(row.open === undefined && { disabled: '' }) },
  });
  if (row.open !== undefined) main.addEventListener('click', row.open);
  addPicture(main.createDiv('imbed-row-picture'), row);
  const text = main.createDiv('imbed-row-text');
  text.createDiv({ cls: 'imbed-row-title', text: row.title, title: row.title });
  text.createDiv({ cls: 'imbed-row-detail', text: row.detail });
  for (const [index, action] of row.actions.slice(0, BUTTONS).entries())
    addIcon(element, action.icon, action.title, `${row.id} ${index}`, action.run);
  if (row.actions.length > BUTTONS)
    addIcon(element, 'more-vertical', more, `${row.id} more`, (event) => {
      const { left, bottom } = (event.currentTarget as HTMLElement).getBoundingClientRect();
      menuOf(row.actions).showAtPosition({ x: left, y: bottom });
    });
}

function addIcon(
  element: HTMLElement,
  icon: string,
  title: string,
  focus: string,
  run: (event: MouseEvent) => void,
): void {
  const button = element.createEl('button', {
    cls: 'clickable-icon imbed-row-button',
    attr: { 'data-focus': focus },
  });
  setIcon(button, icon);
  setTooltip(button, title);
  button.addEventListener('click', run);
}

function menuOf(actions: readonly RowAction[]): Menu {
  const menu = new Menu();
  for (const { title, icon, isWarning = false, run } of actions)
    menu.addItem((item) => item.setTitle(title).setIcon(icon).setWarning(isWarning).onClick(run));
  return menu;
}

/** An icon until the picture is there, and where it cannot be had. */
function addPicture(place: HTMLElement, { picture, tone }: Row): void {
  setIcon(place, tone === 'bad' ? 'image-off' : 'image');
  if (picture === undefined) return;
  void picture().then((address) => {
    if (address === undefined) return;
    const image = createEl('img', { attr: { src: address, alt: '', loading: 'lazy', decoding: 'async' } });
    image.addEventListener('error', () => {
      image.detach();
      setIcon(place, 'image-off');
    });
    place.replaceChildren(image);
  });
}
