/* global browser, describe, it */
import assert from 'node:assert/strict';

describe('the plugin in a real Obsidian', () => {
  it('is loaded, and offers its commands', async () => {
    const ids = await browser.executeObsidian(({ app }) => Object.keys(app.commands.commands));
    assert.ok(ids.includes('imbed:upload-image'));
  });

  it('keeps away from pastes until it is set up', async () => {
    const text = await browser.executeObsidian(async ({ app, obsidian }) => {
      await app.workspace.openLinkText('Note.md', '');
      const view = app.workspace.getActiveViewOfType(obsidian.MarkdownView);
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File(['not looked at'], 'a.png', { type: 'image/png' }));
      const target = view.containerEl.querySelector('.cm-content');
      target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      return view.editor.getValue();
    });
    assert.doesNotMatch(text, /uploading:/);
  });

  it('opens the pane', async () => {
    await browser.executeObsidianCommand('imbed:open-images');
    await browser.$('.imbed-pane').waitForExist();
  });
});
