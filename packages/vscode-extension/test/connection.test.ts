import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { sceneOfTests, user } from './scene.ts';
import { until } from './until.ts';
import { commands, person, screen, Uri, window } from './vscode-stub.ts';

const scene = sceneOfTests();

it('a profile that works is said to work, with all that was looked at in a report', async () => {
  person.presses = 'Show report';
  await commands.executeCommand('imbed.testConnection');
  expect(screen.messages).toEqual(['The connection works.']);
  await until(() => screen.documents.length > 0);
  expect(screen.documents[0]).toMatch(/^# Test connection: blog\n\n- ✓ /);
});

it('a wrong key is named, with the way to set another', async () => {
  scene.giveKeys('blog', { ...user, secretAccessKey: 'wrong' });
  await commands.executeCommand('imbed.testConnection');
  expect(screen.errors[0]).toMatch(/secret/i);
  expect(screen.documents[0]).toMatch(/- ✗ \*\*/);
});

it('missing rights come with a policy that grants them, and no command of a terminal', async () => {
  scene.server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
  person.configuration['profiles'] = { blog: { ...scene.profile(), provider: 'minio' } };
  await commands.executeCommand('imbed.testConnection');
  expect(screen.documents[0]).toMatch(/```json\n\{[^`]*"s3:PutObject"[^`]*my-notes\/img\/\*[^`]*\n```\n$/);
  expect(screen.documents[0]).not.toContain('npx');
});

it('a policy that replaces the one of the bucket says to carry over what others are granted', async () => {
  scene.server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
  for (const provider of ['ceph-rgw', 'minio']) {
    person.configuration['profiles'] = { blog: { ...scene.profile(), provider } };
    await commands.executeCommand('imbed.testConnection');
  }
  expect(screen.documents.map((text) => text.includes('carry over the other statements'))).toEqual([
    true,
    false,
  ]);
});

it('settings that make no sense are said to make none', async () => {
  person.configuration = { profiles: { blog: { ...scene.profile(), buckte: 'x' } } };
  person.presses = 'Open settings';
  await commands.executeCommand('imbed.testConnection');
  await until(() => screen.ran.includes('workbench.action.openSettings'));
  expect(screen.errors[0]).toContain('buckte');
});

it('a broken file of the command line is named and opened', async () => {
  const file = join(scene.folder, 'config.json');
  writeFileSync(file, '{ "version": 1, ');
  person.configuration = {};
  person.presses = 'Open settings';
  const shown = vi.spyOn(window, 'showTextDocument');
  await commands.executeCommand('imbed.testConnection');
  await until(() => shown.mock.calls.length > 0);
  expect(shown.mock.calls).toEqual([[Uri.file(file)]]);
  shown.mockRestore();
  expect(screen.errors[0]).toContain(`Correct it in ${file}`);
});

it('keys are asked for where there are none, and nothing is tried without', async () => {
  scene.secrets.clear();
  const before = scene.server.requests.length;
  await commands.executeCommand('imbed.testConnection');
  expect([scene.server.requests.length, screen.errors]).toEqual([before, []]);
});
