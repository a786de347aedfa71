import { expect, it } from 'vitest';
import { sceneOfTests } from './scene.ts';
import { paste } from './transfer.ts';
import { until } from './until.ts';
import { commands, person, screen } from './vscode-stub.ts';

const scene = sceneOfTests();

it('names the profile at once, with nothing loaded for it', () => {
  expect(screen.status).toBe('$(cloud-upload) blog');
});

it('tells how many images wait, also in the next window', async () => {
  scene.server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
  await paste(scene.note());
  await until(() => screen.status === '$(cloud-upload) blog $(clock) 1');
  await scene.closeWindow();
  screen.status = '';
  scene.start();
  expect(screen.status).toBe('$(cloud-upload) blog $(clock) 1');
});

it('tells that no image waits any more when they are synced', async () => {
  scene.server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
  await paste(scene.note());
  await until(() => screen.status === '$(cloud-upload) blog $(clock) 1');
  scene.server.intercept(undefined);
  await commands.executeCommand('imbed.syncPending');
  await until(() => screen.status === '$(cloud-upload) blog');
});

it('lets a person choose another profile and another mode', async () => {
  const profiles = { blog: scene.profile(), work: scene.profile() };
  person.configuration = { ...person.configuration, profiles, defaultProfile: 'blog' };
  person.picks = 'work';
  await commands.executeCommand('imbed.switch');
  expect([person.configuration['defaultProfile'], screen.status]).toEqual(['work', '$(cloud-upload) work']);
  person.picks = 'Images stay beside the note.';
  await commands.executeCommand('imbed.switch');
  expect(person.configuration['storage.mode']).toBe('local');
});

it('leads out of a chosen profile that makes no sense', async () => {
  const wrong = { ...scene.profile(), buckte: 'x' };
  const withKeys = { ...scene.profile(), credentials: { source: 'inline' } };
  const profiles = { wrong, withKeys, work: scene.profile() };
  person.configuration = { ...person.configuration, profiles, defaultProfile: 'wrong' };
  person.picks = 'withKeys';
  await commands.executeCommand('imbed.switch');
  expect(person.configuration['defaultProfile']).toBe('wrong');
  person.picks = 'work';
  await commands.executeCommand('imbed.switch');
  expect([person.configuration['defaultProfile'], screen.errors]).toEqual(['work', []]);
});
