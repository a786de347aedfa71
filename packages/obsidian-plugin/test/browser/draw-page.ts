import type { App } from '../host/app.ts';
import { isAvailable, runCommand } from '../host/loader.ts';
import { openModals, shownNotices } from '../host/ui.ts';

/** What is around the notes: files, commands, theme, settings, messages and dialogs. */
export function drawPage(app: App, open: (path: string) => Promise<void>): void {
  const bar = element('#bar');
  const button = (text: string, click: () => unknown) =>
    bar.createEl('button', { text }).addEventListener('click', () => click());
  for (const { path } of app.vault.getMarkdownFiles()) button(path, () => open(path));
  const commands = bar.createEl('select', { attr: { 'aria-label': 'Commands' } });
  commands.addEventListener('pointerdown', () => fillCommands(app, commands));
  commands.addEventListener('change', () => runCommand(app, commands.value.replace(/^imbed:/, '')));
  fillCommands(app, commands);
  button('Settings', () => {
    for (const tab of app.tabs) {
      element('#panes').replaceChildren(tab.containerEl);
      tab.show();
    }
  });
  button('Theme', () => document.body.classList.toggle('theme-dark'));
  setInterval(showMessages, 50);
}

function fillCommands(app: App, select: HTMLSelectElement): void {
  const offered = app.commands.filter((command) => isAvailable(app, command));
  select.replaceChildren(new Option('Commands…', ''), ...offered.map(({ name, id }) => new Option(name, id)));
}

/** The host keeps them apart from the page: nothing of a browser is needed to test them. */
function showMessages(): void {
  const notices = shownNotices.map(({ messageEl }) => messageEl);
  const shown = element('#notices');
  if (notices.length !== shown.childElementCount || notices.some((one) => one.parentElement !== shown)) {
    shown.replaceChildren(...notices);
    for (const notice of notices) notice.classList.add('notice');
  }
  const modal = openModals.at(-1);
  const dialog = document.querySelector('.modal');
  if (modal === undefined) dialog?.remove();
  else if (modal.contentEl.parentElement !== dialog || dialog === null) {
    dialog?.remove();
    const opened = document.body.createDiv('modal');
    const close = opened.createEl('button', {
      cls: 'modal-close',
      text: '×',
      attr: { 'aria-label': 'Close' },
    });
    close.addEventListener('click', () => modal.close());
    modal.titleEl.classList.add('modal-title');
    opened.append(modal.titleEl, modal.contentEl);
  }
}

function element(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`the page has no ${selector}`);
  return found;
}
