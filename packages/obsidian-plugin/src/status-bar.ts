import { Menu, Platform, type Plugin } from 'obsidian';
import type { Changes } from './changes.ts';
import type { Changeable } from './commands/switch-profile.ts';
import { currentProfile, isSetUp, profileNames, withCurrentProfile } from './plugin-data.ts';
import type { Tell } from './tell.ts';

export interface StatusBarInit {
  readonly tell: Tell;
  readonly changes: Changes;
  pendingCount(): Promise<number>;
  readonly uploadPending: () => void;
  readonly openPane: () => void;
  readonly testConnection: () => void;
}

/** Which profile images go to, and how many wait; a menu behind it. There is no status bar on phones. */
export function registerStatusBar(plugin: Plugin & Changeable, init: StatusBarInit): void {
  if (!Platform.isDesktopApp) return;
  const { words } = init.tell;
  const item = plugin.addStatusBarItem();
  item.addClass('mod-clickable', 'imbed-status');
  for (const [name, value] of Object.entries({ role: 'button', tabindex: '0', 'aria-haspopup': 'menu' }))
    item.setAttribute(name, value);

  async function draw(): Promise<void> {
    const { data } = plugin;
    const profile = currentProfile(data);
    // What cannot be counted is told where it is asked for.
    const count = isSetUp(data) ? await init.pendingCount().catch(() => 0) : 0;
    const state = isSetUp(data) ? profile : words.status.notSetUp;
    item.setText(['Imbed', state, ...(count > 0 ? [words.status.waiting(count)] : [])].join(' · '));
    item.setAttribute('aria-label', words.status.tooltip(profile));
    item.toggleClass('imbed-status-waiting', count > 0);
  }

  plugin.register(init.changes.onChange(() => void draw()));
  plugin.registerDomEvent(item, 'click', (event) => {
    menuOf(plugin, init).showAtMouseEvent(event);
  });
  plugin.registerDomEvent(item, 'keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    const { left, top } = item.getBoundingClientRect();
    menuOf(plugin, init).showAtPosition({ x: left, y: top });
  });
  plugin.app.workspace.onLayoutReady(() => void draw());
}

function menuOf(plugin: Plugin & Changeable, init: StatusBarInit): Menu {
  const { words } = init.tell;
  const menu = new Menu();
  for (const name of profileNames(plugin.data))
    menu.addItem((item) =>
      item
        .setTitle(name)
        .setChecked(name === currentProfile(plugin.data))
        .onClick(() => void plugin.change(withCurrentProfile(plugin.data, name))),
    );
  const add = (title: string, icon: string, run: () => void) =>
    menu.addItem((item) => item.setTitle(title).setIcon(icon).onClick(run));
  menu.addSeparator();
  add(words.syncPending, 'cloud-upload', init.uploadPending);
  add(words.pane.open, 'images', init.openPane);
  add(words.testConnection, 'plug', init.testConnection);
  return menu;
}
