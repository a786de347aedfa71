/** The palette, lists and questions at the top of the window: one widget, which shows one after the other. */

/** A click or a key that VS Code does not take within this time is tried again. */
const soon = { timeout: 5000 };

/** @param page of Playwright @param {ReturnType<typeof import('./waits.mjs').createWaits>} waits */
export function createQuickInput(page, { until, insist }) {
  const widget = (words) => page.locator('.quick-input-widget:visible', words && { hasText: words }).first();
  const input = () => widget().locator('input').first();
  const press = (key) => page.keyboard.press(key);

  /** What is in the input now; `undefined` when there is none. */
  function value() {
    return page
      .locator('.quick-input-widget:visible input')
      .evaluateAll(([first]) => (first instanceof HTMLInputElement ? first.value : undefined));
  }

  /** Their words, those for a screen reader, and whether the next key is for them. */
  async function rows() {
    return widget()
      .locator('.quick-input-list .monaco-list-row')
      .evaluateAll((all) =>
        all.map((row) => ({
          words: row.textContent ?? '',
          label: row.ariaLabel ?? '',
          isFocused: row.classList.contains('focused'),
        })),
      );
  }

  /** Types until Enter can take nothing but the right row, then lets it. @param openIt does nothing when it is open */
  async function takeRow(what, typed, isIt, openIt) {
    const look = async () => ({ value: await value(), rows: await rows() });
    const isReady = (seen) => seen.value === typed && seen.rows.some((row) => row.isFocused && isIt(row));
    await insist(
      what,
      async () => {
        await openIt();
        const seen = await look();
        if (seen.value === undefined || isReady(seen)) return;
        // What was typed may have gone to the question before, or been lost while this one opened.
        if (seen.value !== typed) await input().fill(typed, soon);
        else if (seen.rows.some(isIt)) await press('ArrowDown');
      },
      look,
      isReady,
      1000,
    );
    const isStillThere = async () => (await value()) === typed;
    await enter(what, isStillThere, async () => press(isReady(await look()) ? 'Enter' : 'ArrowDown'));
  }

  /** Enter, and once more only where it was not taken: VS Code closes what it took before anything else. */
  async function enter(what, isStillThere, pressEnter = () => press('Enter')) {
    await insist(
      `${what} to be taken`,
      async () => ((await isStillThere()) ? pressEnter() : undefined),
      isStillThere,
      (isThere) => !isThere,
    );
  }

  /** Picks an item of a list. */
  async function pick(words) {
    const isIt = (row) => row.words.includes(words);
    await takeRow(`“${words}” in a list`, words, isIt, async () => undefined);
  }

  return {
    pick,
    /** By keys, for what a click meets may be another row by then: the list goes on changing after it is there. */
    async command(title) {
      const typed = `>${title}`;
      // What is said behind a comma is why the row is there.
      const isIt = ({ label }) => label === title || label.startsWith(`${title},`);
      const openPalette = async () => ((await value())?.startsWith('>') ? undefined : press('F1'));
      await takeRow(`“${title}” in the palette`, typed, isIt, openPalette);
    },
    /** Answers a question. */
    async answer(question, words) {
      const isAsked = () => widget(question).isVisible();
      await insist(
        `“${words}” to be the answer to “${question}”`,
        async () => ((await isAsked()) ? input().fill(words, soon) : undefined),
        async () => ((await isAsked()) ? value() : undefined),
        (typed) => typed === words,
      );
      await enter(`the answer to “${question}”`, isAsked);
    },
    /** Says yes to what is asked, beside what it is about. */
    async agree(question, yes = 'Go ahead') {
      await until(
        `the question ${question}`,
        () => widget(question).isVisible(),
        (isAsked) => isAsked,
      );
      await pick(yes);
    },
    /** Names a file in the dialog that asks for one. */
    async chooseFile(path) {
      // Another list may follow at once, which is not to be typed into.
      const isDialog = (typed) => typed?.startsWith('/') ?? false;
      await until('the dialog for files', value, isDialog);
      // What it had still to list of the folder that it opened with may come after what is typed.
      await insist(
        `the dialog to take ${path}`,
        async () => {
          const typed = await value();
          if (typed === path) await press('Enter');
          else if (isDialog(typed)) await input().fill(path, soon);
        },
        value,
        (typed) => !isDialog(typed),
        500,
      );
    },
  };
}
