import { expect, it, vi } from 'vitest';
import { sceneOfTests, user } from './scene.ts';
import { commands, person, screen } from './vscode-stub.ts';

const scene = sceneOfTests();

it('a profile that works is said to work, with all that was looked at in a report', async () => {
  person.presses = 'Show report';
  await commands.executeCommand('imbed.testConnection');
  expect(screen.messages).toEqual(['The connection works.']);
  await vi.waitUntil(() => screen.documents.length > 0);
  expect(screen.documents[0]).toMatch(/^# Test connection: blog\n\n- ✓ /);
});

it('a wrong key is named, with the way to set another', async () => {
  scene.secrets.set('keys/blog', JSON.stringify({ ...user, secretAccessKey: 'wrong' }));
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

it('settings that make no sense are said to make none', async () => {
  person.configuration = { profiles: { blog: { ...scene.profile(), buckte: 'x' } } };
  person.presses = 'Open settings';
  await commands.executeCommand('imbed.testConnection');
  await vi.waitUntil(() => screen.ran.includes('workbench.action.openSettings'));
  expect(screen.errors[0]).toContain('buckte');
});

it('keys are asked for where there are none, and nothing is tried without', async () => {
  scene.secrets.clear();
  const before = scene.server.requests.length;
  await commands.executeCommand('imbed.testConnection');
  expect([scene.server.requests.length, screen.errors]).toEqual([before, []]);
});
