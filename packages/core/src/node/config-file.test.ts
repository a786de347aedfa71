import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isImbedError } from '../errors.ts';
import { folderOfFile } from '../testing/temporary-folder.ts';
import { told } from '../testing/told-issues.ts';
import {
  defaultConfigPath,
  lineOfField,
  readConfigFile,
  stateFolder,
  writeNewConfigFile,
} from './config-file.ts';

const folder = folderOfFile();

let files = 0;
function written(text: string): string {
  const path = join(folder, `config-${files++}.json`);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

async function failure(path: string) {
  const error: unknown = await readConfigFile(path).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isImbedError(error)) throw new Error('expected a failure of ours', { cause: error });
  return error;
}

const never = (): string => {
  throw new Error('the home folder was asked for without need');
};

describe('where things live', () => {
  it.each([
    ['linux', {}, '/home/me', '/home/me/.config/imbed/config.json', '/home/me/.local/state/imbed'],
    [
      'linux',
      { XDG_CONFIG_HOME: '/c', XDG_STATE_HOME: '/s' },
      '/home/me',
      '/c/imbed/config.json',
      '/s/imbed',
    ],
    [
      'darwin',
      {},
      '/Users/me',
      '/Users/me/Library/Application Support/imbed/config.json',
      '/Users/me/Library/Application Support/imbed/state',
    ],
    [
      'win32',
      { APPDATA: 'C:\\Users\\我\\AppData\\Roaming', LOCALAPPDATA: 'C:\\Users\\我\\AppData\\Local' },
      'C:\\Users\\我',
      'C:\\Users\\我\\AppData\\Roaming\\imbed\\config.json',
      'C:\\Users\\我\\AppData\\Local\\imbed\\state',
    ],
    [
      'win32',
      {},
      'C:\\Users\\me',
      'C:\\Users\\me\\AppData\\Roaming\\imbed\\config.json',
      'C:\\Users\\me\\AppData\\Local\\imbed\\state',
    ],
  ] as const)('%s with %j', (platform, env, home, config, state) => {
    const surroundings = { platform, env, home: () => home };
    expect(defaultConfigPath(surroundings)).toBe(config);
    expect(stateFolder(surroundings)).toBe(state);
  });

  it('a relative XDG folder counts as unset', () => {
    const env = { XDG_CONFIG_HOME: 'here', XDG_STATE_HOME: './there' };
    const surroundings = { platform: 'linux', env, home: () => '/home/me' } as const;
    expect(defaultConfigPath(surroundings)).toBe('/home/me/.config/imbed/config.json');
    expect(stateFolder(surroundings)).toBe('/home/me/.local/state/imbed');
  });

  it('IMBED_STATE_DIR wins everywhere, and an empty one counts as unset', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(stateFolder({ platform, env: { IMBED_STATE_DIR: '/x' }, home: never })).toBe('/x');
      const empty = { platform, env: { IMBED_STATE_DIR: '' }, home: () => '/home/me' };
      expect(stateFolder(empty)).not.toBe('');
    }
  });
});

describe('reading', () => {
  it('whatever JSON can say comes back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const text = JSON.stringify(value);
        expect((await readConfigFile(written(text))).value).toEqual(JSON.parse(text));
      }),
      { numRuns: 30 },
    );
  });

  it('comments, trailing commas and a byte order mark are allowed', async () => {
    const text = '\uFEFF{\n  // mine\n  "a": 1, /* two */ "b": ["//", ],\n}';
    expect((await readConfigFile(written(text))).value).toEqual({ a: 1, b: ['//'] });
  });

  it('a slip in the syntax is named with its line and column', async () => {
    const error = await failure(written('{\n  "a": 1\n  "b": 2\n}'));
    expect(error.code).toBe('config/invalid');
    expect(told(error.facts.issues)[0]?.problem).toContain('line 3, column 3');
  });

  it('an empty file is invalid, not an empty configuration', async () => {
    expect((await failure(written(''))).code).toBe('config/invalid');
  });

  it('a missing file is not found, by its path; a folder is unreadable', async () => {
    const missing = await failure(join(folder, 'none.json'));
    expect([missing.code, missing.facts.name]).toEqual(['config/not-found', join(folder, 'none.json')]);
    expect((await failure(folder)).code).toBe('config/unreadable');
  });

  it('a mode wider than 0600 is noticed where there are modes', async () => {
    const path = written('{}');
    expect((await readConfigFile(path)).readableByOthers).toBe(false);
    for (const mode of [0o640, 0o604, 0o644, 0o660]) {
      chmodSync(path, mode);
      expect((await readConfigFile(path)).readableByOthers).toBe(process.platform !== 'win32');
    }
  });
});

describe('writing a new one', () => {
  function writeFailure(path: string, whereThere?: 'local/exists') {
    try {
      writeNewConfigFile(path, 'new', whereThere);
    } catch (error) {
      if (isImbedError(error)) return { code: error.code, name: error.facts.name };
    }
    throw new Error('expected a failure of ours');
  }

  it('makes its folder, is for its owner alone, and leaves nothing else behind', async () => {
    const path = join(folder, 'new 新', 'imbed', 'config.json');
    writeNewConfigFile(path, '{"a":1}');
    expect(await readConfigFile(path)).toEqual({ text: '{"a":1}', value: { a: 1 }, readableByOthers: false });
    expect(readdirSync(dirname(path))).toEqual(['config.json']);
    if (process.platform !== 'win32') expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
  });

  it('never touches one that is there', () => {
    const path = written('mine');
    const before = readdirSync(folder);
    expect(writeFailure(path)).toEqual({ code: 'config/exists', name: path });
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect(readdirSync(folder)).toEqual(before);
  });

  it('where it is none that would be there, and at a link that leads nowhere, does not call it a configuration', () => {
    const file = written('mine');
    const link = join(folder, 'link.json');
    symlinkSync(join(folder, 'gone', 'config.json'), link);
    const code = 'local/exists';
    expect(writeFailure(file, code)).toEqual({ code, name: file });
    expect(writeFailure(link)).toEqual({ code, name: link });
  });

  it('says that it cannot where a file stands in place of the folder', () => {
    const path = join(written('a file'), 'config.json');
    expect(writeFailure(path)).toEqual({ code: 'local/write-failed', name: path });
  });
});

describe('line of a field', () => {
  const text =
    '{\n  "version": 1,\n  "profiles": {\n    // first\n    "blog": {\n      "bucket": "b"\n    }\n  }\n}';

  it('is the line where it is written', async () => {
    expect(await lineOfField(text, 'profiles.blog.bucket')).toBe(6);
    expect(await lineOfField(text, 'version')).toBe(2);
  });

  it('of a field left out is the line of what should hold it', async () => {
    expect(await lineOfField(text, 'profiles.blog.region')).toBe(5);
  });

  it('of an item in a list is the line of the item', async () => {
    const rules = '{\n  "7": [\n    { "notes": "a" },\n    {\n      "notes": "b"\n    }\n  ]\n}';
    expect(await lineOfField(rules, '7.0.profile')).toBe(3);
    expect(await lineOfField(rules, '7.1')).toBe(4);
    expect(await lineOfField(rules, '7.1.notes')).toBe(5);
    expect(await lineOfField(rules, '7.two')).toBe(2);
  });

  it('is unknown for a field of nowhere', async () => {
    expect(await lineOfField(text, 'storage.mode')).toBeUndefined();
    expect(await lineOfField('', 'version')).toBeUndefined();
  });
});
