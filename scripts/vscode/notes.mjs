/** Notes in the editor, and the explorer that opens them. */

const soon = { timeout: 5000 };

/** @param page of Playwright @param {ReturnType<typeof import('./waits.mjs').createWaits>} waits */
export function createNotes(page, { until, insist }) {
  const press = (keys) => page.keyboard.press(keys);
  const inTree = (name) => page.getByRole('treeitem', { name, exact: true }).first();

  /** Where keys go: the address of what is in the text editor that has them, '' when none has. */
  function addressOfKeys() {
    const editor = page.locator('.editor-group-container.active .monaco-editor.focused[data-uri]');
    return editor.evaluateAll(([first]) => decodeURIComponent(first?.getAttribute('data-uri') ?? ''));
  }

  async function text() {
    return page.evaluate(() => {
      const shown = [...document.querySelectorAll('.editor-group-container.active .view-line')];
      const top = (element) => Number.parseFloat(element.style.top);
      return shown
        .sort((a, b) => top(a) - top(b))
        .map((element) => (element.textContent ?? '').replaceAll('\u00a0', ' '))
        .join('\n');
    });
  }

  const untilNoteHasKeys = () => until('a note to have the keys', addressOfKeys, (address) => address !== '');

  /** Until it is there and took the click: a menu takes none in its first 100 ms, and closes before it does anything. */
  async function chooseItem(name, item, openIt) {
    const isOpen = () => item.isVisible();
    await insist(
      `a menu with “${name}”`,
      async () => ((await isOpen()) ? undefined : openIt()),
      isOpen,
      (isThere) => isThere,
    );
    await insist(
      `the menu to take “${name}”`,
      async () => ((await isOpen()) ? item.click(soon) : undefined),
      isOpen,
      (isThere) => !isThere,
    );
  }

  const chooseFromMenu = (openIt, name) =>
    chooseItem(name, page.getByRole('menuitem', { name, exact: true }).first(), openIt);

  /** Of the activity bar: a click on the one that is shown would close it. */
  async function showView(name) {
    const view = page.locator('.activitybar .action-item', {
      has: page.locator(`.action-label[aria-label^="${name}"]`),
    });
    const isShown = () => view.and(page.locator('.checked')).isVisible();
    await insist(
      `the view “${name}”`,
      async () => ((await isShown()) ? undefined : view.click(soon)),
      isShown,
      (isThere) => isThere,
    );
  }

  return {
    text,
    chooseFromMenu,
    showView,
    /** The note's text, when it is as it should be. */
    untilText: (isRight) => until(`the text of the note, ${isRight}`, text, isRight),
    /** Opens a note of the folder, with the cursor at its end. */
    async open(name) {
      // A row that moves while it is clicked opens another note: until the right one has the keys.
      await insist(
        `${name} to be open`,
        () => inTree(name).dblclick(soon),
        addressOfKeys,
        (address) => address.endsWith(`/${name}`),
        5000,
      );
      await press('Control+End');
    },
    async paste() {
      await untilNoteHasKeys();
      await press('Control+V');
    },
    async type(words) {
      await untilNoteHasKeys();
      await page.keyboard.type(words);
    },
    /** Chooses among the actions at the cursor, or the ways to paste. */
    async chooseAction(name) {
      const actions = page.locator('.action-widget');
      await chooseItem(name, actions.locator('.monaco-list-row', { hasText: name }).first(), async () => {
        // The same keys would take what an open list has to offer.
        if (await actions.isVisible()) await press('Escape');
        await press('Control+.');
      });
    },
    /** Chooses from the menu of a file in the explorer. */
    async menuOf(folder, name, item) {
      await insist(
        `${name} in the explorer`,
        async () => ((await inTree(name).isVisible()) ? undefined : inTree(folder).click(soon)),
        () => inTree(name).isVisible(),
        (isThere) => isThere,
      );
      await chooseFromMenu(() => inTree(name).click({ button: 'right', ...soon }), item);
    },
  };
}
