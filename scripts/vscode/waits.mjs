/** Waiting as a person at a screen does: for what is to be seen. A wait in vain says what for, and keeps a picture. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../lib/run.mjs';

const usual = {
  /** Folder for what is seen when a wait was in vain. */
  pictures: process.env.IMBED_SCREENSHOTS ?? join(root, '.cache', 'vscode-failures'),
  /** Costs time only where something is wrong. */
  longMs: 60_000,
};

/** @param page of Playwright @param {string} path */
export async function takePicture(page, path) {
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path });
}

/** In one line: what has the keys, and what stands before everything else. */
function lookAt() {
  const wordsOf = (selector) =>
    [...document.querySelectorAll(selector)]
      .filter((element) => element.checkVisibility())
      .map((element) => element.textContent.replace(/\s+/g, ' ').slice(0, 200));
  const focus = document.activeElement;
  return {
    keysGoTo: `${focus?.tagName} ${focus?.ariaLabel ?? focus?.className}`,
    question: wordsOf('.quick-input-widget'),
    dialog: wordsOf('.monaco-dialog-box'),
    notifications: wordsOf('.notification-list-item-message'),
    tab: wordsOf('.tab.active'),
  };
}

/** @param page of Playwright @param {Partial<typeof usual>} [wishes] */
export function createWaits(page, wishes) {
  const { pictures, longMs } = { ...usual, ...wishes };

  async function inVain(what, seen, trouble) {
    const path = join(pictures, `in vain - ${what.replaceAll(/[^\p{L}\p{N}.-]+/gu, ' ').slice(0, 80)}.png`);
    await takePicture(page, path).catch(() => undefined);
    const around = await page.evaluate(lookAt).catch(String);
    const because = trouble === undefined ? '' : `\ntrouble: ${trouble.message}`;
    return new Error(
      `waited in vain for ${what}\nlast seen: ${JSON.stringify(seen)}\naround it: ${JSON.stringify(around)}\npicture: ${path}${because}`,
    );
  }

  /** What is seen when it is right, or when the time is over. */
  async function watch(look, isRight, ms) {
    const end = Date.now() + ms;
    for (;;) {
      const seen = await look();
      if (isRight(seen) || Date.now() > end) return seen;
      await page.waitForTimeout(25);
    }
  }

  /**
   * Does something until it took, for an editor that is busy drops clicks and keys: so only what may be done twice, or
   * looks first whether it is still to be done.
   * @template T
   * @param {string} what is awaited
   * @param {() => Promise<unknown>} act
   * @param {() => T | Promise<T>} look
   * @param {(seen: T) => boolean} isRight
   * @param {number} [patienceMs] until it is done again
   */
  async function insist(what, act, look, isRight, patienceMs = 2000) {
    const end = Date.now() + longMs;
    let trouble;
    for (;;) {
      await act().catch((error) => {
        trouble = error;
      });
      const seen = await watch(look, isRight, patienceMs);
      if (isRight(seen)) return seen;
      if (Date.now() > end) throw await inVain(what, seen, trouble);
    }
  }

  return {
    insist,
    /** Until something is as it should be. */
    async until(what, look, isRight, ms = longMs) {
      const seen = await watch(look, isRight, ms);
      if (!isRight(seen)) throw await inVain(what, seen);
      return seen;
    },
    /** What Playwright does or waits for by itself. */
    async attempt(what, act) {
      try {
        return await act();
      } catch (error) {
        throw await inVain(what, 'nothing of it', error);
      }
    },
  };
}
