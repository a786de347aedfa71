import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foreignPicture } from './foreign-site.ts';
import { picture, sceneOfTests, user } from './scene.ts';
import { insert, paste, pastedPicture, token, transferOf } from './transfer.ts';
import { until } from './until.ts';
import {
  comeInFront,
  DocumentPasteTriggerKind,
  openNote,
  person,
  providers,
  screen,
  type TextDocument,
  Uri,
  window,
  workspace,
} from './vscode-stub.ts';

const scene = sceneOfTests();
const linked = /!\[gradient\]\((http[^)]+)\)/;

describe('pasting', () => {
  it('puts a link into the note that anyone can follow', async () => {
    const document = scene.note('text ');
    await paste(document);
    expect(document.getText()).toMatch(/^text !\[Uploading gradient\.png…\]\(imbed-upload:\w{12}\)$/);
    await until(() => linked.test(document.getText()));
    const answer = await fetch(linked.exec(document.getText())?.[1] ?? '');
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await answer.arrayBuffer()).equals(readFileSync(picture))).toBe(true);
  });

  it('that is offered and not taken uploads nothing', async () => {
    const before = scene.server.requests.length;
    const { provideDocumentPasteEdits: provide } = Object(providers.paste);
    await provide(scene.note(), [], transferOf([pastedPicture]), {}, token);
    expect(scene.server.requests.length).toBe(before);
  });

  it('is taken back in one step', async () => {
    const document = scene.note('text ');
    await paste(document);
    await until(() => linked.test(document.getText()));
    document.step('undo');
    await until(() => document.getText() === 'text ');
    document.step('redo');
    await until(() => linked.test(document.getText()));
  });

  it('of cells is offered behind the text, unless the picture is asked for', async () => {
    const items = [pastedPicture, { type: 'text/plain', text: '1\t2' }];
    expect((await paste(scene.note(), items))?.yieldTo).toEqual([expect.objectContaining({ value: 'text' })]);
    expect((await paste(scene.note(), items, DocumentPasteTriggerKind.PasteAs))?.yieldTo).toBeUndefined();
  });

  it('of text alone is left to VS Code', async () => {
    expect(await paste(scene.note(), [{ type: 'text/plain', text: 'words' }])).toBeUndefined();
  });

  it.each(['---\nimbed: off\n---\n', '---\nimbed: local\n---\n'])(
    'does as the note says: %j',
    async (head) => {
      const document = scene.note(head);
      const edit = await paste(document);
      if (head.includes('off')) expect(edit).toBeUndefined();
      else await until(() => document.getText() === `${head}![gradient](assets/gradient.png)`);
    },
  );

  it('goes where the user says in a workspace that is not trusted, whatever the note says', async () => {
    const open = { ...scene.profile(), keyTemplate: 'open/{hash}.{ext}' };
    person.configuration['profiles'] = { blog: scene.profile(), open };
    person.configuration['defaultProfile'] = 'blog';
    workspace.isTrusted = false;
    const document = scene.note('---\nimbed-profile: open\n---\n');
    await paste(document);
    await until(() => linked.test(document.getText()));
    expect(linked.exec(document.getText())?.[1]).not.toContain('/open/');
    const atHome = scene.note('---\nimbed: local\n---\n', 'home.md');
    await paste(atHome);
    await until(() => atHome.getText().endsWith('![gradient](assets/gradient.png)'));
  });

  it('is left to VS Code as long as nothing is set up, without a word', async () => {
    person.configuration = {};
    expect(await paste(scene.note())).toBeUndefined();
    expect(screen.errors).toEqual([]);
  });

  it('is left to VS Code when the settings make no sense, and that is said', async () => {
    person.configuration = { profiles: { blog: { ...scene.profile(), buckte: 'x' } } };
    expect(await paste(scene.note())).toBeUndefined();
    await until(() => screen.errors.length === 1);
  });

  it('uses the configuration of the command line where the editor has none', async () => {
    const credentials = { source: 'inline', ...user, name: undefined };
    writeFileSync(
      join(scene.folder, 'config.json'),
      JSON.stringify({ version: 1, profiles: { shared: { ...scene.profile(), credentials } } }),
    );
    person.configuration = { languages: ['markdown'] };
    const document = scene.note();
    await paste(document);
    await until(() => linked.test(document.getText()));
  });

  it('keeps the picture beside the note when it cannot be stored, and says why', async () => {
    scene.server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
    const document = scene.note();
    await paste(document);
    await until(() => document.getText() === '![gradient](assets/gradient.png)');
    expect(readFileSync(join(scene.folder, 'notes/assets/gradient.png')).equals(readFileSync(picture))).toBe(
      true,
    );
    expect(readFileSync(join(scene.folder, 'notes/.imbed/ledger.jsonl'), 'utf8')).toContain(
      '"type":"pending"',
    );
    await until(() => screen.warnings.length === 1);
    expect(screen.warnings[0]).toMatch(/^The image is kept beside the note/);
  });

  it('goes on in the next window when this one is closed during the upload', async () => {
    scene.server.intercept(() => ({ kind: 'stall', until: new Promise(() => undefined) }));
    const document = scene.note();
    await paste(document);
    const shelf = join(scene.folder, 'storage/on-the-way');
    const shelved = () => (existsSync(shelf) ? readdirSync(shelf) : []);
    await until(() => shelved().some((name) => statSync(join(shelf, name)).size > statSync(picture).size));
    await scene.closeWindow();
    workspace.textDocuments = [];
    scene.server.intercept(undefined);
    scene.start();
    const again = scene.note(document.getText());
    await until(() => linked.test(again.getText()));
    await until(() => shelved().every((name) => statSync(join(shelf, name)).size < 1000));
  });

  it('goes on in the note, and not in an old version that is shown beside it', async () => {
    scene.server.intercept(() => ({ kind: 'stall', until: new Promise(() => undefined) }));
    const document = scene.note();
    await paste(document);
    await until(() => existsSync(join(scene.folder, 'storage/on-the-way')));
    await scene.closeWindow();
    scene.server.intercept(undefined);
    const old = openNote('/sea.md', 'markdown', document.getText());
    Object.assign(old, { uri: new Uri('read-only', '/sea.md') });
    workspace.textDocuments = [old];
    scene.start();
    const again = scene.note(document.getText());
    await until(() => linked.test(again.getText()));
    expect(old.getText()).toBe(document.getText());
  });

  it('of another computer that never came is said, and its placeholder taken out', async () => {
    person.presses = 'Remove the placeholder';
    const document = scene.note('a ![Uploading b](imbed-upload:bbbbbbbbbbbb) c');
    comeInFront.fire(window.activeTextEditor);
    await until(() => document.getText() === 'a  c');
    expect(screen.warnings[0]).toMatch(/^sea\.md has a placeholder of an image that is not on this computer/);
  });

  it('of a placeholder that was cut out in another window is taken up at once', async () => {
    const document = scene.note();
    insert(document, '![Uploading b](imbed-upload:bbbbbbbbbbbb)');
    await until(() => screen.warnings.length === 1);
    expect(screen.warnings[0]).toMatch(/not on this computer/);
  });

  it.each(['remote', 'dual'])('that is taken back on its way leaves nothing anywhere (%s)', async (mode) => {
    let refuse: () => void = () => undefined;
    const refused = new Promise<void>((resolve) => {
      refuse = resolve;
    });
    scene.server.intercept(() => ({ kind: 'stall', until: refused }));
    const head = `---\nimbed: ${mode}\n---\n`;
    const document = scene.note(head);
    const before = scene.server.requests.length;
    await paste(document);
    await until(() => scene.server.requests.length > before);
    document.step('undo');
    scene.server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
    refuse();
    await until(() => screen.status === '$(cloud-upload) blog');
    const sent = scene.server.requests.length;
    const other = scene.note('---\nimbed: local\n---\n', 'below/other.md');
    await paste(other);
    await until(() => other.getText().includes('assets/'));
    expect(document.getText()).toBe(head);
    expect([scene.server.requests.length, screen.warnings, screen.errors]).toEqual([sent, [], []]);
    expect(existsSync(join(scene.folder, 'notes/assets'))).toBe(false);
    expect(scene.read('.imbed/ledger.jsonl')).not.toMatch(/pending|http/);
  });

  it('that ends nowhere leaves no trace, and can be tried again', async () => {
    scene.server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
    workspace.workspaceFolders = undefined;
    const document = openNote('/nowhere/sea.md', 'markdown', '');
    Object.assign(document, { uri: new Uri('vscode-vfs', '/nowhere/sea.md') });
    const before = document.getText();
    person.presses = 'Retry';
    await paste(document);
    await until(() => screen.errors.length > 0);
    scene.server.intercept(undefined);
    await until(() => linked.test(document.getText()));
    expect([before, readdirSync(join(scene.folder, 'notes'))]).toEqual(['', ['.imbed']]);
  });
});

describe('what is refused', () => {
  it('by the store can be looked into by a test of the connection', async () => {
    scene.server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
    person.presses = 'Test connection';
    await paste(scene.note());
    await until(() => screen.ran.includes('imbed.testConnection'));
  });

  it('by the disk is none of the store’s business', async () => {
    writeFileSync(join(scene.folder, 'notes/assets'), 'no folder');
    person.presses = 'Test connection';
    await paste(scene.note('---\nimbed: local\n---\n'));
    await until(() => screen.errors.length > 0);
    expect(screen.ran).not.toContain('imbed.testConnection');
  });
});

describe('dropping', () => {
  async function drop(document: TextDocument, items: Parameters<typeof transferOf>[0]) {
    const { provideDocumentDropEdits: provide } = Object(providers.drop);
    const edit = await provide(document, 0, transferOf(items), token);
    if (edit !== undefined) insert(document, edit.insertText);
    return edit;
  }

  const fromPage = (url: string, html = `<a href="http://x.test/"><img alt="" src="${url}"></a>`) => [
    { type: 'text/uri-list', text: 'http://x.test/' },
    { type: 'text/html', text: html },
  ];

  it('takes files of the explorer by their address', async () => {
    const document = scene.note();
    await drop(document, [{ type: 'text/uri-list', text: `file://${picture}\r\nfile:///a.txt` }]);
    await until(() => linked.test(document.getText()));
  });

  it('brings a picture of a page into the bucket, of which only the address comes', async () => {
    const document = scene.note();
    await drop(document, fromPage(await foreignPicture(scene)));
    await until(() => linked.test(document.getText()));
    expect(linked.exec(document.getText())?.[1]).toContain(scene.server.endpoint);
  });

  it('links a picture of a page where it is, when it cannot be had, and says why', async () => {
    const document = scene.note();
    await drop(document, fromPage('http://localhost:1/a.png?b=1&amp;c=2'));
    await until(() => document.getText() === '![a](http://localhost:1/a.png?b=1&c=2)');
    await until(() => screen.errors.length > 0);
    expect(screen.errors[0]).toMatch(/in your own network/);
  });

  it('leaves words, and links without a picture, to VS Code', async () => {
    const url = 'https://x.test/a.png';
    const picture = `<img src="${url}">`;
    for (const html of [
      `${picture} words`,
      picture + picture,
      `<a href="${url}">a</a>`,
      '<img src="data:,">',
    ])
      expect(await drop(scene.note(), fromPage(url, html))).toBeUndefined();
  });
});
