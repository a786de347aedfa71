import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/run.mjs';

const extension = join(root, 'packages/vscode-extension');

/**
 * Opens what the extension has to look at, in a light and a dark window: the walkthrough, the settings, the lists.
 * Waits for the words of each; pictures are for people.
 * @param {Awaited<ReturnType<typeof import('./scene.mjs').openScene>>} scene
 * @param {'en' | 'zh-cn'} language
 * @param {string} note whose images the list shows
 * @param {string | undefined} shots folder for the pictures
 */
export async function lookAround({ editor }, language, note, shots) {
  const file = language === 'en' ? 'package.nls.json' : `package.nls.${language}.json`;
  const words = JSON.parse(readFileSync(join(extension, file), 'utf8'));
  const { page } = editor;
  /** @param {string} view */
  const inBothThemes = async (view) => {
    for (const theme of ['dark', 'light']) {
      await editor.command('Preferences: Toggle between Light/Dark Themes');
      await page.locator(`.monaco-workbench.${theme === 'dark' ? 'vs-dark' : 'vs'}`).waitFor();
      if (shots !== undefined) await editor.screenshot(join(shots, `${view}-${language}-${theme}.png`));
    }
  };

  await editor.command(`Imbed: ${words['command.getStarted']}`);
  for (const step of ['store', 'keys', 'test', 'paste'])
    await page.getByText(words[`walkthrough.${step}.title`], { exact: true }).first().waitFor();
  await inBothThemes('walkthrough');
  await editor.command('Preferences: Open Settings (UI)');
  await page.locator('.settings-editor .suggest-input-container').click();
  await editor.type('@ext:imbed.imbed');
  // The first of them: what is further down is not there before somebody scrolls.
  await page.locator('.settings-editor', { hasText: words['config.codeLens'] }).waitFor();
  await inBothThemes('settings');
  await editor.open(note);
  await page.locator(`.activitybar .action-label[aria-label="${words['view.container']}"]`).click();
  await page.locator('.pane-header', { hasText: words['view.history'] }).waitFor();
  await page.locator('.pane-body .monaco-list-row').first().waitFor();
  await inBothThemes('lists');
}
