import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { sceneOfTests } from './scene.ts';
import { commands, person, screen, Uri } from './vscode-stub.ts';

const scene = sceneOfTests();

const aliyun = {
  accessKeyId: 'THEIRKEY',
  accessKeySecret: 'their-secret',
  bucket: 'photos',
  area: 'oss-cn-beijing',
};

/** A home with PicGo in it. */
function homeWith(picBed: object, settings: object = {}): void {
  const home = join(scene.folder, 'home');
  mkdirSync(join(home, '.picgo'), { recursive: true });
  writeFileSync(join(home, '.picgo/config.json'), JSON.stringify({ picBed, ...settings }));
  vi.stubEnv('HOME', home);
  vi.stubEnv('XDG_CONFIG_HOME', join(home, '.config'));
}

/** A file that the person chooses. */
function chooses(name: string, text: string): void {
  vi.stubEnv('HOME', join(scene.folder, 'empty'));
  vi.stubEnv('XDG_CONFIG_HOME', join(scene.folder, 'empty'));
  writeFileSync(join(scene.folder, name), text);
  person.chooses = [Uri.file(join(scene.folder, name))];
}

const profiles = () => person.configuration['profiles'];

it('takes over what is chosen, with the keys in the secret storage and nowhere else', async () => {
  homeWith({ current: 'aliyun', uploader: 'aliyun', aliyun });
  person.configuration = {};
  person.picksInTurn = ['PicGo', ''];
  await commands.executeCommand('imbed.importProfiles');
  const [name = ''] = Object.keys(Object(profiles()));
  expect(profiles()).toEqual({
    [name]: { provider: 'aliyun-oss', bucket: 'photos', region: 'cn-beijing', keyTemplate: '{name}.{ext}' },
  });
  expect(JSON.parse(scene.secrets.get(`keys/${name}`) ?? '')).toMatchObject({
    'aliyun-oss': { accessKeyId: 'THEIRKEY' },
  });
  expect(screen.messages).toEqual([`Profiles added: ${name}`]);
});

it('shows beforehand what a profile would be, and takes over nothing that is not chosen', async () => {
  homeWith({ current: 'aliyun', uploader: 'aliyun', aliyun });
  const before = person.configuration;
  person.picksInTurn = ['PicGo', undefined];
  await commands.executeCommand('imbed.importProfiles');
  expect(screen.details.join()).toMatch(/bucket: photos · region: cn-beijing/);
  expect(screen.details.join()).not.toMatch(/THEIRKEY|their-secret/);
  expect([person.configuration, screen.messages, scene.secrets.size]).toEqual([before, [], 1]);
});

it('where a workspace has profiles of its own, nothing of the user’s is copied into it', async () => {
  homeWith({ current: 'aliyun', uploader: 'aliyun', aliyun });
  person.ofWorkspace = { profiles: { team: scene.profile() } };
  person.picksInTurn = ['PicGo', ''];
  const before = person.configuration;
  await commands.executeCommand('imbed.importProfiles');
  const [first, added = '', ...others] = Object.keys(Object(person.ofWorkspace['profiles']));
  expect([first, others, screen.messages]).toEqual(['team', [], [`Profiles added: ${added}`]]);
  expect(person.configuration['profiles']).toEqual(before['profiles']);
});

it('what is here already is not added again', async () => {
  homeWith({ current: 'aliyun', uploader: 'aliyun', aliyun });
  for (const _ of [1, 2]) {
    person.picksInTurn = ['PicGo', ''];
    await commands.executeCommand('imbed.importProfiles');
  }
  expect(Object.keys(Object(profiles()))).toHaveLength(2);
  expect(screen.messages.at(-1)).toBe('All of it was here already, just the same.');
  expect(person.configuration['defaultProfile']).toBe('blog');
});

it('a profile that is here already keeps its keys, and gets some where it has none', async () => {
  homeWith({ current: 'aliyun', uploader: 'aliyun', aliyun });
  const importing = async () => {
    person.picksInTurn = ['PicGo', ''];
    await commands.executeCommand('imbed.importProfiles');
  };
  await importing();
  const [, name = ''] = Object.keys(Object(profiles()));
  const mine = JSON.stringify({ 'aliyun-oss': { accessKeyId: 'MINE', secretAccessKey: 'new' } });
  scene.secrets.set(`keys/${name}`, mine);
  await importing();
  expect(scene.secrets.get(`keys/${name}`)).toBe(mine);
  expect(screen.messages.at(-1)).toMatch(new RegExp(`^Other keys are kept here for ${name}; they stay\\.`));
  scene.secrets.delete(`keys/${name}`);
  await importing();
  expect(scene.secrets.get(`keys/${name}`)).toContain('THEIRKEY');
  expect(screen.messages.at(-1)).toBe(`Keys added to: ${name}`);
});

it('the password of a proxy gets into no settings, and that is said', async () => {
  homeWith({ current: 'aliyun', uploader: 'aliyun', aliyun, proxy: 'http://me:hunter2@proxy.test:8080' });
  person.picksInTurn = ['PicGo', ''];
  await commands.executeCommand('imbed.importProfiles');
  expect(JSON.stringify([person.configuration, screen.documents])).not.toContain('hunter2');
  expect(screen.documents[0]).toMatch(/## Good to know\n\n.*: proxy is left out/s);
});

it('keys that another program only names are asked for later, and that is said', async () => {
  chooses(
    'rclone.conf',
    '[s3]\ntype = s3\nprovider = AWS\nenv_auth = true\nprofile = work\nregion = us-east-1\n[photos]\ntype = alias\nremote = s3:photos\n',
  );
  person.picksInTurn = ['rclone…', ''];
  await commands.executeCommand('imbed.importProfiles');
  expect(screen.documents[0]).toMatch(/Set credentials/);
});

it('what cannot be taken over is named, with the reason', async () => {
  homeWith({ current: 'smms', uploader: 'smms', smms: { token: 'hunter2' } });
  person.picksInTurn = ['PicGo'];
  await commands.executeCommand('imbed.importProfiles');
  expect(screen.documents[0]).toMatch(/^# PicGo\n.*- smms: /s);
  expect(screen.messages[0]).toMatch(/^Nothing of .*config\.json can be taken over/);
});

it('where nothing is found, a file can be chosen; one of another kind is refused with its name', async () => {
  chooses('data.json', 'no settings');
  person.picksInTurn = ['PicGo…'];
  await commands.executeCommand('imbed.importProfiles');
  expect(screen.errors[0]).toMatch(/^The settings ".*data\.json" cannot be imported/);
});

it('keys come along to a profile that lacks where links lead, and not where their store cannot be told', async () => {
  const remotes = [
    ['r2', 'Cloudflare', 'https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com', 'photos'],
    ['away', 'AWS', '', 'p'],
  ].map(
    ([name, provider, endpoint, bucket]) =>
      `[${name}]\ntype = s3\nprovider = ${provider}\naccess_key_id = ${name}\nsecret_access_key = s\n` +
      `endpoint = ${endpoint}\n[${name}-photos]\ntype = alias\nremote = ${name}:${bucket}\n`,
  );
  chooses('rclone.conf', remotes.join(''));
  person.picksInTurn = ['rclone…', ''];
  await commands.executeCommand('imbed.importProfiles');
  expect([screen.errors, screen.messages]).toEqual([[], ['Profiles added: r2-photos, away-photos']]);
  expect(JSON.parse(scene.secrets.get('keys/r2-photos') ?? '')).toEqual({
    'https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com': {
      ...{ accessKeyId: 'r2', secretAccessKey: 's' },
    },
  });
  expect(scene.secrets.has('keys/away-photos')).toBe(false);
  expect(screen.documents[0]).toMatch(/- away-photos: It comes without keys/);
});
