/** A site of somebody else, with one picture. */
import { readFileSync } from 'node:fs';
import { startLoopback, startProxy } from '@imbed/core/testing';
import { onTestFinished } from 'vitest';
import { picture, type Scene } from './scene.ts';
import { person } from './vscode-stub.ts';

/**
 * The profile gets a proxy, for who else would know where the site is: what it is called is no address of this machine,
 * which is refused.
 * @returns address of the picture
 */
export async function foreignPicture(scene: Scene): Promise<string> {
  const site = await startLoopback((_request, answer) => answer.end(readFileSync(picture)));
  const proxy = await startProxy({ names: { 'pictures.invalid': site.host } });
  onTestFinished(async () => {
    await Promise.all([site.close(), proxy.close()]);
  });
  const profiles = { blog: { ...scene.profile(), proxy: proxy.url } };
  person.configuration = { ...person.configuration, profiles };
  return 'http://pictures.invalid/holiday/gradient.png?w=300';
}
