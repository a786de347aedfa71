import { expect, it, vi } from 'vitest';
import { createFolder } from '../../test/support.ts';
import { parseCommandArgs } from '../args.ts';
import type { Io } from '../io.ts';
import { serveCommand } from '../tables/serve-command.ts';
import { parseServeOptions } from './options.ts';

function parsed(...args: readonly string[]) {
  const warn = vi.fn<Io['warn']>();
  const io = { env: { LANG: 'en' }, platform: 'linux', home: () => '/home/me', warn } as Partial<Io> as Io;
  return { options: parseServeOptions(parseCommandArgs(args, serveCommand), io), warn };
}

it.each(['http://*', 'https://*.example.com', 'example.com'])(
  'an origin such as %s, which no browser sends, is refused',
  (origin) => {
    expect(() => parsed(`--allow-origin=${origin}`)).toThrow('--allow-origin');
  },
);

it('a folder that is not there is told of, and may come later', () => {
  const folder = createFolder();
  const { options, warn } = parsed(`--root=${folder}`, `--root=${folder}/none`);
  expect(options.roots).toEqual(expect.arrayContaining([folder, `${folder}/none`]));
  expect(warn.mock.calls.flat()).toEqual([expect.stringContaining(`${folder}/none`)]);
});
