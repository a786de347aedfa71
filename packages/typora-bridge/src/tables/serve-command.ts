import type { Command } from '../command.ts';
import { configOption, profileOption } from '../common-options.ts';

export const serveCommand: Command = {
  name: 'serve',
  operands: '',
  summary: "take images from programs that speak PicGo's language, and from a page to drop them on",
  options: [
    { name: 'open', summary: 'open the page in the browser; also that of a server which runs already' },
    profileOption,
    configOption,
    {
      name: 'port',
      value: 'PORT',
      summary: "port to listen at, instead of PicGo's 36677; 0 for any free one",
    },
    {
      name: 'host',
      value: 'ADDRESS',
      summary: 'address to listen at, instead of 127.0.0.1; others in the network need the token then',
    },
    {
      name: 'token-file',
      value: 'FILE',
      summary: 'file with a token of 16 characters or more, which every request must bring',
    },
    {
      name: 'root',
      value: 'FOLDER',
      summary: 'folder from which files may be uploaded too, beside the home and the temporary folder',
    },
    {
      name: 'allow-origin',
      value: 'ORIGIN',
      summary: 'page or browser extension that may upload, e.g. chrome-extension://ID',
    },
    {
      name: 'public-url',
      value: 'ADDRESS',
      summary: 'address at which a proxy or a tunnel shows it, e.g. https://img.example.com',
    },
    { name: 'any-file', summary: 'take files that are no image too' },
    { name: 'allow-private', summary: 'take images from addresses in the private network too' },
    { name: 'install', summary: 'start it at each sign-in, with the options given' },
    { name: 'uninstall', summary: 'no longer start it at each sign-in' },
  ],
  details: [
    '--root, --allow-origin and --public-url may be given several times. A token may also be in IMBED_SERVE_TOKEN.',
    'Exit code: 0 stopped, 1 could not start, 2 wrong arguments.',
  ],
  load: async () => (await import('../commands/serve.ts')).serve,
};
