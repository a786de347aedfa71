import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openRgwStore } from '../../packages/core/src/testing/rgw-store.ts';
import { startRgw, whyNoRgw } from '../lib/rgw.mjs';
import { lookAround } from './looks.mjs';
import { openScene, pictureBytes, profileAt, startStore } from './scene.mjs';

const shots = process.env.IMBED_SCREENSHOTS;
const link = /!\[[^\]]*\]\((http:[^)]+)\)/;

/** What was started last is ended first. */
const opened = [];
afterEach(async () => {
  for (const end of opened.splice(0).reverse()) await end();
});

async function storeOfTest() {
  const store = await startStore();
  opened.push(() => store.close());
  return store;
}

async function sceneOfTest(wishes) {
  const scene = await openScene(wishes);
  opened.push(() => scene.close());
  return scene;
}

async function pastedUrl({ editor }, name) {
  await editor.copy({ 'image/png': pictureBytes('gradient.png').toString('base64') });
  await editor.open(name);
  await editor.paste();
  return link.exec(await editor.untilText((text) => link.test(text)))?.[1] ?? '';
}

it('a workspace that is not trusted cannot say where images go', async () => {
  const [store, other] = [await storeOfTest(), await storeOfTest()];
  const theirs = {
    'imbed.profiles': { theirs: profileAt(other.endpoint) },
    'imbed.defaultProfile': 'theirs',
    'imbed.storage.mode': 'local',
    'imbed.storage.folder': 'theirs',
  };
  const scene = await sceneOfTest({
    files: { 'a.md': '', '.vscode/settings.json': JSON.stringify(theirs) },
    profile: profileAt(store.endpoint),
    settings: { 'security.workspace.trust.startupPrompt': 'never' },
    flags: [],
  });
  const { editor } = scene;
  await editor.untilSeen('that nothing is trusted', editor.page.getByText('Restricted Mode'));
  await editor.open('a.md');
  await editor.untilReady();
  expect(await pastedUrl(scene, 'a.md')).toContain(store.endpoint);
  expect([other.requests.length, existsSync(scene.path('theirs'))]).toEqual([0, false]);
  if (shots !== undefined) await editor.screenshot(join(shots, 'untrusted.png'));
});

it('in Chinese, all words of the extension are Chinese, light and dark', async () => {
  const store = await storeOfTest();
  const scene = await sceneOfTest({
    files: { 'pics/sea.png': pictureBytes('gradient.png'), 'a.md': '![海](pics/sea.png)\n' },
    profile: profileAt(store.endpoint),
    chinese: true,
  });
  const { editor } = scene;
  await editor.open('a.md');
  await editor.command('Imbed: 上传此笔记的所有本地图片');
  await editor.agree(/上传所有本地图片？图片 1 张，笔记 1 篇。/, '执行');
  await editor.untilText((text) => link.test(text));
  await editor.untilNotified(/已处理图片 1 张。 ?已修改笔记 1 篇。/);
  await lookAround(scene, 'zh-cn', { note: 'a.md', row: '海在您的存储桶中', shots });
});

it('installed from its .vsix, with Ceph RADOS Gateway as the store: an image is pasted, tested and deleted', async () => {
  const reason = await whyNoRgw();
  if (reason !== undefined) throw new Error(reason);
  const rgw = await startRgw();
  opened.push(() => rgw.stop());
  Object.assign(process.env, rgw.environment);
  const { publicBucket, credentials, close } = await openRgwStore();
  opened.push(close);
  const endpoint = rgw.environment['IMBED_RGW_ENDPOINT'];
  const scene = await sceneOfTest({
    files: { 'a.md': '' },
    profile: { provider: 'ceph-rgw', bucket: publicBucket, endpoint, addressing: 'path' },
    keys: credentials,
    fromVsix: true,
  });
  const { editor } = scene;
  await editor.open('a.md');
  await editor.untilReady();
  const url = await pastedUrl(scene, 'a.md');
  expect((await fetch(url)).headers.get('content-type')).toBe('image/png');
  await editor.command('Imbed: Test connection');
  await editor.untilNotified(/The connection works/);
  await editor.press('Control+Home');
  await editor.press('Control+S');
  await editor.until(
    'the note to be saved',
    () => scene.read('a.md'),
    (text) => text.includes(url),
  );
  await editor.command('Imbed: Delete remote image');
  await editor.confirm(/No other file of this workspace shows it/, 'Delete');
  await editor.untilNotified(/Deleted/);
  // To who may not list the bucket, what is not there is forbidden.
  expect((await fetch(url)).status).toBe(403);
});
