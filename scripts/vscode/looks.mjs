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
    await page.locator(`.monaco-workbench.${theme === 'dark' ? 'vs-dark' : 'vs'}`).waitFor();
    await editor.command(`Imbed: ${words['command.getStarted']}`);
    for (const step of ['store', 'keys', 'test', 'paste'])
      await page.getByText(words[`walkthrough.${step}.title`], { exact: true }).first().waitFor();
    await keep('walkthrough');
    await editor.command('Preferences: Open Settings (UI)');
    const settings = page.locator('.settings-editor');
    await settings.locator('.suggest-input-container').click();
    await editor.press('Control+A');
    await editor.type('@ext:imbed.imbed');
    // The first of them: what is further down is not there before somebody scrolls.
    await settings.filter({ hasText: words['config.languages'] }).waitFor();
    await keep('settings');
    for (const _ of ['suggestions', 'settings']) await editor.press('Escape');
    await settings.waitFor({ state: 'hidden' });
    await editor.open(note);
    await page.locator(`.activitybar .action-label[aria-label="${words['view.container']}"]`).click();
    await page.locator('.pane-header', { hasText: words['view.history'] }).waitFor();
    await page.locator('.pane-body .monaco-list-row', { hasText: row }).first().waitFor();
    await keep('lists');
    await page.locator('.activitybar .action-label[aria-label^="Explorer"]').click();
  }
}
