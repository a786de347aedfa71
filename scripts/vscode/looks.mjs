import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/run.mjs';

const extension = join(root, 'packages/vscode-extension');

/**
 * Opens what the extension has to look at, in a light and a dark window: the walkthrough, the settings, the lists.
 * Waits for the words of each; pictures are for people.
 * @param {Awaited<ReturnType<typeof import('./scene.mjs').openScene>>} scene
 * @param {'en' | 'zh-cn'} language
 * @param {{ note: string, row: string, shots: string | undefined }} wishes the note, what the list says of its first
 *   image, and a folder for the pictures
 */
export async function lookAround({ editor }, language, { note, row, shots }) {
  const file = language === 'en' ? 'package.nls.json' : `package.nls.${language}.json`;
  const words = JSON.parse(readFileSync(join(extension, file), 'utf8'));
  const { page } = editor;
  for (const theme of ['dark', 'light']) {
    const keep = async (/** @type {string} */ view) =>
      shots === undefined ? undefined : editor.screenshot(join(shots, `${view}-${language}-${theme}.png`));
    await editor.open(note);
    await editor.command('Preferences: Toggle between Light/Dark Themes');
    const window = page.locator(`.monaco-workbench.${theme === 'dark' ? 'vs-dark' : 'vs'}`);
    await editor.untilSeen(`the ${theme} window`, window);
    await editor.command(`Imbed: ${words['command.getStarted']}`);
    for (const step of ['store', 'keys', 'test', 'paste']) {
      const title = words[`walkthrough.${step}.title`];
      await editor.untilSeen(`step “${title}”`, page.getByText(title, { exact: true }));
    }
    await keep('walkthrough');
    await editor.command('Preferences: Open Settings (UI)');
    await openOwnSettings(editor, words['config.languages']);
    await keep('settings');
    await closeSettings(editor);
    await editor.open(note);
    await editor.showView(words['view.container']);
    await editor.untilSeen('the history', page.locator('.pane-header', { hasText: words['view.history'] }));
    await editor.untilSeen('the images', page.locator('.pane-body .monaco-list-row', { hasText: row }));
    await keep('lists');
    await editor.showView('Explorer');
  }
}

/** Looks for them until they are shown: settings that are still being opened lose what was typed. */
async function openOwnSettings({ page, insist, press }, first) {
  const query = '@ext:imbed.imbed';
  const settings = page.locator('.settings-editor');
  const search = settings.locator('.suggest-input-container');
  const typed = async () => (await search.locator('.view-line').allTextContents()).join('');
  await insist(
    'the settings of the extension',
    async () => {
      if ((await typed()) === query) return;
      await search.click({ timeout: 5000 });
      await press('Control+A');
      await page.keyboard.type(query);
    },
    // The first of them: what is further down is not there before somebody scrolls.
    async () => [await typed(), await settings.filter({ hasText: first }).isVisible()],
    ([seen, isThere]) => seen === query && isThere,
    5000,
  );
}

async function closeSettings({ page, insist, press }) {
  const isOpen = () => page.locator('.settings-editor').isVisible();
  await insist(
    'the settings to be closed',
    () => press('Escape'),
    isOpen,
    (stillOpen) => !stillOpen,
    500,
  );
}
