import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { sceneOfTests } from './scene.ts';
import { commands, person, screen } from './vscode-stub.ts';

const scene = sceneOfTests();

/** A home with PicGo in it, set up for the store of the tests. */
function homeWithPicGo(): void {
  const home = join(scene.folder, 'home');
  mkdirSync(join(home, '.picgo'), { recursive: true });
  const aliyun = {
    accessKeyId: 'THEIRKEY',
    accessKeySecret: 'their-secret',
    bucket: 'photos',
    area: 'oss-cn-beijing',
  };
  const picBed = { current: 'aliyun', uploader: 'aliyun', aliyun };
  writeFileSync(join(home, '.picgo/config.json'), JSON.stringify({ picBed }));
  vi.stubEnv('HOME', home);
  vi.stubEnv('XDG_CONFIG_HOME', join(home, '.config'));
}

it('takes over what is chosen, with the keys in the secret storage and nowhere else', async () => {
  homeWithPicGo();
  person.configuration = {};
  person.picks = '';
  await commands.executeCommand('imbed.importProfiles');
  const [name = ''] = Object.keys(Object(person.configuration['profiles']));
  expect(person.configuration['profiles']).toEqual({
    [name]: expect.objectContaining({ provider: 'aliyun-oss', bucket: 'photos' }),
  });
  expect(JSON.stringify(person.configuration)).not.toMatch(/THEIRKEY|their-secret/);
  expect(JSON.parse(scene.secrets.get(`keys/${name}`) ?? '')).toMatchObject({ accessKeyId: 'THEIRKEY' });
  expect(screen.messages).toEqual([`Profiles added: ${name}`]);
});

it('takes over nothing that is not chosen', async () => {
  homeWithPicGo();
  const before = person.configuration;
  await commands.executeCommand('imbed.importProfiles');
  expect([person.configuration, screen.messages]).toEqual([before, []]);
});

it('says where it looked in vain', async () => {
  vi.stubEnv('HOME', join(scene.folder, 'empty'));
  vi.stubEnv('XDG_CONFIG_HOME', join(scene.folder, 'empty'));
  await commands.executeCommand('imbed.importProfiles');
  expect(screen.messages[0]).toMatch(/^No settings of PicGo/);
});
