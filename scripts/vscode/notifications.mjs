/** What the editor tells at the bottom of its window. */

/** A click that VS Code does not take within this time is tried again. */
const soon = { timeout: 5000 };

/** @param page of Playwright @param {ReturnType<typeof import('./waits.mjs').createWaits>} waits */
export function createNotifications(page, { insist, attempt }) {
  const bell = () => page.locator('[id="status.notifications"]');
  const list = () => page.locator('.notifications-center:visible');
  const items = (words) => page.locator('.notification-list-item:visible', words && { hasText: words });
  const messages = () => items().locator('.notification-list-item-message').allTextContents();

  const showList = async () => ((await list().isVisible()) ? undefined : bell().click(soon));

  return {
    /**
     * Until the editor says something. VS Code shows three notifications in 800 ms and puts others into its list at
     * once: what does not come is looked for there.
     */
    async untilNotified(pattern) {
      let isFirst = true;
      await insist(
        `a notification ${pattern}`,
        async () => {
          if (!isFirst) await showList();
          isFirst = false;
        },
        messages,
        (all) => all.some((one) => pattern.test(one)),
        5000,
      );
    },
    /** Presses a button of a notification. */
    async choose(pattern, button) {
      const notification = items(pattern).first();
      const itsButton = notification.getByRole('button', { name: button, exact: true });
      // It stays as long as it is pointed at, and is in the list when it went before.
      await insist(
        `“${button}” below ${pattern}`,
        async () => {
          if (!(await notification.isVisible())) await showList();
          await notification.hover(soon);
        },
        () => itsButton.isVisible(),
        (isThere) => isThere,
      );
      await attempt(`“${button}” below ${pattern}`, () => itsButton.click());
    },
    /** Also from the list: what was told once is not to be taken for what is told next. */
    async clearNotifications() {
      const clearAll = () => list().locator('.codicon-notifications-clear-all').click(soon);
      await insist(
        'no notification to be left',
        async () => {
          await showList();
          await ((await messages()).length > 0 ? clearAll() : page.keyboard.press('Escape'));
        },
        async () => ({ isListed: await list().isVisible(), messages: await messages() }),
        (seen) => !seen.isListed && seen.messages.length === 0,
      );
    },
  };
}
