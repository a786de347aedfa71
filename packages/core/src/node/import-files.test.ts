import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOfTest } from '../testing/temporary-folder.ts';
import type { Surroundings } from './config-file.ts';
import { importFiles } from './import-files.ts';
import { obsidianVaults } from './obsidian-vaults.ts';

/** A home of the test's own, laid out as on `platform`; this machine's paths, since files are looked for. */
function createHome(platform: NodeJS.Platform = 'linux') {
  const home = folderOfTest();
  const put = (path: string, value: unknown = {}) => {
    const full = join(home, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, typeof value === 'string' ? value : JSON.stringify(value));
    return full;
  };
  return { put, at: (path: string) => join(home, path), here: { platform, env: {}, home: () => home } };
}

function places(program: Parameters<typeof importFiles>[0], surroundings: Surroundings) {
  return importFiles(program, surroundings).places;
}

describe('where settings are looked for', () => {
  const windows: Surroundings = {
    platform: 'win32',
    env: { APPDATA: 'C:\\Users\\me\\AppData\\Roaming' },
    home: () => 'C:\\Users\\me',
  };
  const mac: Surroundings = { platform: 'darwin', env: {}, home: () => '/Users/me' };

  it.each([
    ['picgo', windows, 'C:\\Users\\me\\AppData\\Roaming\\picgo\\data.json'],
    ['picgo', mac, '/Users/me/Library/Application Support/picgo/data.json'],
    ['picgo', mac, '/Users/me/.picgo/config.json'],
    ['piclist', windows, 'C:\\Users\\me\\.piclist\\config.json'],
    ['siyuan', windows, 'C:\\Users\\me\\SiYuan\\conf\\conf.json'],
    ['rclone', windows, 'C:\\Users\\me\\AppData\\Roaming\\rclone\\rclone.conf'],
    ['rclone', mac, '/Users/me/.config/rclone/rclone.conf'],
    ['rclone', { ...mac, env: { RCLONE_CONFIG: '/x/rclone.conf' } }, '/x/rclone.conf'],
  ] as const)('%s', (program, surroundings, place) => {
    expect(places(program, surroundings)).toContain(place);
  });

  it('nothing is found where nothing is', () => {
    const { here } = createHome();
    for (const program of ['picgo', 'piclist', 'siyuan', 'rclone', 's3-image-uploader'] as const)
      expect(importFiles(program, here).found).toEqual([]);
  });
});

describe('which of several files count', () => {
  it('both of PicGo, with the one that the first was moved to', () => {
    const { here, put } = createHome();
    const core = put('.picgo/config.json');
    const moved = put('Dropbox/picgo.json');
    put('.config/picgo/data.json', { configPath: moved });
    expect(importFiles('picgo', here).found).toEqual([moved, core]);
  });

  it('of PicList the newer', () => {
    const { here, put } = createHome();
    put('.piclist/config.json');
    const newer = put('.piclist/data.json');
    expect(importFiles('piclist', here).found).toEqual([newer]);
  });

  it('of SiYuan every workspace', () => {
    const { here, put, at } = createHome();
    put('.config/siyuan/workspace.json', [at('Notes 笔记'), at('gone'), 7]);
    const notes = put('Notes 笔记/conf/conf.json');
    const usual = put('SiYuan/conf/conf.json');
    expect(importFiles('siyuan', here).found).toEqual([notes, usual]);
  });

  it('of the plugin every vault, wherever Obsidian was installed from', () => {
    const { here, put, at } = createHome();
    const vault = (name: string) => ({ vaults: { id: { path: at(name), ts: 1 } } });
    put('.config/obsidian/obsidian.json', vault('A'));
    put('.var/app/md.obsidian.Obsidian/config/obsidian/obsidian.json', vault('B'));
    const data = put('A/.obsidian/plugins/s3-image-uploader/data.json');
    expect(importFiles('s3-image-uploader', here).found).toEqual([data]);
    expect(obsidianVaults(here)).toEqual([at('A'), at('B')]);
  });

  it.each(['null', '[]', '{"vaults":7}', '{"vaults":{"a":null,"b":{"path":3}}}', 'broken'])(
    'a list of vaults that is %s has none',
    (text) => {
      const { here, put } = createHome();
      put('.config/obsidian/obsidian.json', text);
      expect(obsidianVaults(here)).toEqual([]);
    },
  );
});
