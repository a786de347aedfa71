import { existsSync } from 'node:fs';

/** Programs by which Chromium goes; Debian's package is the first. */
const programs = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of the browser that tests drive, if there is one. */
export const ownBrowser = process.env.IMBED_BROWSER ?? programs.find((path) => existsSync(path));

/** @returns {string | undefined} */
export function whyNoBrowser() {
  return ownBrowser === undefined
    ? 'there is no Chromium; install it with: sudo apt-get install chromium'
    : undefined;
}
