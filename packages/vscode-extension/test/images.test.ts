import { describe, expect, it } from 'vitest';
import { sceneOfTests } from './scene.ts';
import { rowsOf } from './stub-views.ts';
import { paste } from './transfer.ts';
import { until } from './until.ts';
import { commands, env, person, providers, Range, screen, type TextDocument } from './vscode-stub.ts';

const scene = sceneOfTests();

const stored = () => `${scene.server.endpoint}/my-notes/img/cat.png`;

/** What the editor offers for the first place at which the note has these words. */
async function hoverAt(document: TextDocument, words: string) {
  const hover = await Object(providers.hover).provideHover(document, document.getText().indexOf(words));
  return hover?.contents;
}

async function actionsAt(document: TextDocument, words: string): Promise<readonly string[]> {
  const at = document.getText().indexOf(words);
  const actions = await Object(providers.actions).provideCodeActions(document, new Range(at, at));
  return (actions ?? []).map(({ title }: { title: string }) => title);
}

/** One image of each kind. */
function noteOfAll(): TextDocument {
  scene.file('pics/local.png');
  return scene.note(
    `![one](pics/local.png)\n![two](${stored()})\n![three](https://example.com/x.png)\n![four](gone.png)\n`,
  );
}

describe('the hover of an image', () => {
  it('says where it is and offers what makes sense there', async () => {
    const document = noteOfAll();
    const said = async (words: string) => (await hoverAt(document, words))?.value;
    expect(await said('one')).toMatch(/^Local file\n\n.*Upload image to OSS.*copyAsMarkdown/);
    expect(await said('two')).toMatch(/^In your bucket\n\n(?!.*Upload).*Copy URL.*Open in browser/);
    expect(await said('three')).toMatch(/^On another site\n\n.*Upload.*Open in browser/);
    expect(await said('four')).toBe('The file is not there\n\n');
  });

  it('lets no note run a command but those that it offers itself', async () => {
    const contents = await hoverAt(noteOfAll(), 'two');
    expect(contents?.isTrusted.enabledCommands).toEqual(
      ['copyAsMarkdown', 'copyAsHtml', 'copyUrl', 'openInBrowser'].map((name) => `imbed.${name}`),
    );
  });

  it('shows the picture where the editor does not by itself', async () => {
    scene.file('pics/local.png');
    const markdown = scene.note('![](pics/local.png) <img src="pics/local.png">');
    const quarto = scene.note('![](pics/local.png)', 'a.qmd', 'quarto');
    expect((await hoverAt(markdown, '![]')).value).not.toContain('|width=');
    expect((await hoverAt(markdown, '<img')).value).toMatch(/!\[\]\(file:\S*local\.png\|width=320\)$/);
    expect((await hoverAt(quarto, '![]')).value).toContain('|width=');
  });

  it('signs what is in a private bucket, for the screen alone', async () => {
    person.configuration = {
      ...person.configuration,
      profiles: { blog: { ...scene.profile(), access: 'signed' } },
    };
    const document = scene.note(`![](${stored()})`);
    const { value } = await hoverAt(document, '![]');
    const [, shown = ''] = /!\[\]\((\S+)\|width=/.exec(value) ?? [];
    expect(shown.startsWith(`${stored()}?X-Amz-`)).toBe(true);
    const [links = ''] = value.split('![]');
    expect(links).not.toContain('X-Amz');
  });

  it('is left out when it is switched off, and where there is no image', async () => {
    const document = noteOfAll();
    expect(await hoverAt(scene.note('words'), 'words')).toBeUndefined();
    person.configuration = { ...person.configuration, hover: false };
    expect(await hoverAt(document, 'one')).toBeUndefined();
  });

  it('is there before anything is set up', async () => {
    person.configuration = { hover: true };
    expect((await hoverAt(noteOfAll(), 'two')).value).toMatch(/^On another site/);
  });
});

describe('actions', () => {
  it('are offered for the image under the cursor', async () => {
    const document = noteOfAll();
    expect(await actionsAt(document, 'one')).toEqual(['Upload image to OSS', 'Copy link…']);
    expect(await actionsAt(document, 'two')).toEqual(['Open in browser', 'Copy link…']);
    expect(await actionsAt(scene.note('words'), 'words')).toEqual([]);
  });

  it('stand above the images when that is wished', async () => {
    const document = noteOfAll();
    const lenses = () => Object(providers.lenses).provideCodeLenses(document);
    expect(await lenses()).toBeUndefined();
    person.configuration = { ...person.configuration, codeLens: true };
    expect((await lenses()).map(({ command }: { command: { title: string } }) => command.title)).toEqual([
      ...['Upload image to OSS', 'Copy link…', 'Open in browser', 'Copy link…'],
      ...['Upload image to OSS', 'Open in browser', 'Copy link…'],
    ]);
  });
});

describe('the link of the image under the cursor', () => {
  it.each([
    ['copyAsMarkdown', (url: string) => `![two](${url})`],
    ['copyAsHtml', (url: string) => `<img src="${url}" alt="two">`],
    ['copyUrl', (url: string) => url],
  ])('%s puts into the clipboard', async (name, text) => {
    scene.note(`![two](${stored()})`, 'a.md', 'markdown', 3);
    await commands.executeCommand(`imbed.${name}`);
    expect(screen.clipboard).toBe(text(stored()));
  });

  it('is copied in the style that is chosen', async () => {
    scene.note(`![two](${stored()})`, 'a.md', 'markdown', 3);
    person.picks = 'HTML';
    await commands.executeCommand('imbed.copyLink');
    expect(screen.clipboard).toMatch(/^<img /);
  });

  it('opens as it is written', async () => {
    scene.note(`![](${stored()}?x-oss-process=style/web)`, 'a.md', 'markdown', 3);
    await commands.executeCommand('imbed.openInBrowser');
    expect(screen.opened).toEqual([`${stored()}?x-oss-process=style/web`]);
  });

  it('is asked for where the cursor is on none', async () => {
    scene.note('words');
    await commands.executeCommand('imbed.copyUrl');
    expect([screen.clipboard, screen.messages]).toEqual(['', ['Put the cursor on an image first.']]);
  });
});

describe('the list of images', () => {
  it('has those of the note in front, with the picture for who looks', async () => {
    noteOfAll();
    const rows = await rowsOf('imbed.images');
    expect(
      rows.map(({ item }) => [item.label, item.description, item.iconPath?.id, item.contextValue]),
    ).toEqual([
      ['one', 'Local file', 'file-media', 'note file'],
      ['two', 'In your bucket', 'cloud', 'note stored'],
      ['three', 'On another site', 'globe', 'note foreign'],
      ['four', 'The file is not there', 'warning', 'note missing'],
    ]);
    expect(rows[0]?.item.tooltip?.value).toMatch(/file:\S*local\.png\|width=/);
  });

  it('marks what waits to be uploaded', async () => {
    scene.server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
    const document = scene.note();
    await paste(document);
    await until(() => document.getText() === '![gradient](assets/gradient.png)');
    const [row] = await rowsOf('imbed.images');
    expect([row?.item.description, row?.item.iconPath?.id]).toEqual(['Waits to be uploaded', 'clock']);
  });

  it('is empty without a note', async () => {
    expect(await rowsOf('imbed.images')).toEqual([]);
  });

  it('has what was uploaded, with a row that menus can delete', async () => {
    const document = scene.note();
    await paste(document);
    await until(() => document.getText().includes('![gradient](http'));
    Object.assign(env, { language: 'zh-cn' });
    const [latest, ...others] = await rowsOf('imbed.history');
    Object.assign(env, { language: 'en' });
    expect(latest?.item.description).toMatch(/^blog · 20\d\d\/\d+\/\d+ /);
    expect([latest?.item.label, others, latest?.item.contextValue]).toEqual([
      'gradient.png',
      [],
      'history stored',
    ]);
    await commands.executeCommand('imbed.copyUrl', latest?.row);
    expect(document.getText()).toContain(screen.clipboard);
    // The note shows it, though it was not saved yet.
    person.presses = 'Delete all the same';
    await commands.executeCommand('imbed.deleteImage', latest?.row);
    expect([screen.errors, (await fetch(screen.clipboard)).status]).toEqual([[], 404]);
  });
});
