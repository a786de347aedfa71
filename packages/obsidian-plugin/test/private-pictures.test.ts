import { expect, it } from 'vitest';
import type { Host } from './host/host.ts';
import { createScene, until } from './scene.ts';

const scene = createScene();
const closed = { access: 'signed' };
const addressOf = (key: string) => `${scene.server.endpoint}/my-notes/${key}`;

/** What reading view makes of a note, after all plugins had it. */
async function rendered({ app }: Host, html: string): Promise<HTMLElement> {
  const element = createDiv();
  element.innerHTML = html;
  for (const process of app.postProcessors) await process(element, {} as never);
  return element;
}

const sourcesOf = (element: HTMLElement) =>
  [...element.querySelectorAll('img[src]')].map((image) => image.getAttribute('src') ?? '');

it('reading view shows private pictures by a signed address, and leaves all others alone', async () => {
  const host = await scene.start({ profile: closed });
  const html = `<p><img src="${addressOf('a.png')}"><img src="https://example.com/b.png"></p>`;
  const [own = '', other] = sourcesOf(await rendered(host, html));
  expect(own).toMatch(/^http.*\/my-notes\/a\.png\?.*X-Amz-Signature=/);
  expect(other).toBe('https://example.com/b.png');
});

it('live preview does so too, also for what is typed later, and the note keeps its own address', async () => {
  const text = `![](${addressOf('a.png')})`;
  const host = await scene.start({ profile: closed, files: { 'Note.md': text } });
  const view = await host.open('Note.md');
  await until(() =>
    expect(sourcesOf(view.containerEl)).toEqual([expect.stringContaining('X-Amz-Signature')]),
  );
  view.editor.replaceRange(`\n![](${addressOf('b.png')})`, view.editor.offsetToPos(text.length));
  await until(() => expect(sourcesOf(view.containerEl)[1]).toMatch(/b\.png\?.*X-Amz-Signature/));
  expect(view.getViewData()).toBe(`${text}\n![](${addressOf('b.png')})`);
  await view.save();
  expect(host.read('Note.md')).not.toContain('Signature');
});

it('without keys on this device the picture stays as it is, with the reason', async () => {
  const host = await scene.start({ profile: closed, secrets: {} });
  const element = await rendered(host, `<img src="${addressOf('a.png')}">`);
  expect(sourcesOf(element)).toEqual([addressOf('a.png')]);
  expect(element.querySelector('img')?.getAttribute('aria-label')).toContain('access key');
});

it('pictures of public buckets, and settings that make no sense, cost nothing', async () => {
  const html = `<img src="${addressOf('a.png')}">`;
  for (const init of [{}, { profile: { ...closed, provider: 'nonsense' } }, { data: null }])
    expect(sourcesOf(await rendered(await scene.start(init), html))).toEqual([addressOf('a.png')]);
});
