import { startS3Server } from '@imbed/core/testing';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { picture, sceneOfTests, user } from './scene.ts';
import { paste } from './transfer.ts';
import { until } from './until.ts';
import { commands, env, person, screen, UIKind, Uri } from './vscode-stub.ts';

const scene = sceneOfTests();
const linked = /!\[gradient\]\((http[^)]+)\)/;

describe('the command', () => {
  beforeEach(() => {
    person.picks = 'From files…';
  });

  it('sends no keys to another place than they were given for, and asks for those of that place', async () => {
    const other = await startS3Server({ users: [user], buckets: [{ name: 'my-notes', owner: user.name }] });
    person.ofWorkspace = { profiles: { blog: { ...scene.profile(), endpoint: other.endpoint } } };
    onTestFinished(() => other.close());
    await commands.executeCommand('imbed.uploadFiles', Uri.file(picture), undefined);
    expect([other.requests.length, screen.clipboard]).toEqual([0, '']);
    expect(screen.asked).toContain(`Set credentials: blog, for ${other.endpoint}`);
    const document = scene.note();
    await paste(document);
    await until(() => screen.warnings.length > 0);
    expect(screen.warnings[0]).toContain(
      `were given for ${scene.server.endpoint}, and it leads elsewhere now`,
    );
    expect(other.requests.length).toBe(0);
    person.answers = ['OTHERKEY', 'other-secret', ''];
    await commands.executeCommand('imbed.setKeys');
    expect(JSON.parse(scene.secrets.get('keys/blog') ?? '')).toMatchObject({
      [scene.server.endpoint]: { accessKeyId: user.accessKeyId },
      [other.endpoint]: { accessKeyId: 'OTHERKEY', secretAccessKey: 'other-secret' },
    });
  });

  it('puts links to the chosen images where the cursor is', async () => {
    const document = scene.note('text ');
    await commands.executeCommand('imbed.uploadImage');
    await until(() => linked.test(document.getText()));
    expect(document.getText()).toMatch(/^text !/);
  });

  it('asks for keys once and then remembers them', async () => {
    scene.secrets.clear();
    person.answers = [user.accessKeyId, user.secretAccessKey, ''];
    const document = scene.note();
    await commands.executeCommand('imbed.uploadImage');
    await commands.executeCommand('imbed.uploadImage');
    await until(() => document.getText().split('![gradient]').length === 3);
    expect([screen.errors, person.answers, scene.secrets.has('keys/blog')]).toEqual([[], [], true]);
  });

  it('uploads nothing and shows no error when no keys are given', async () => {
    scene.secrets.clear();
    const before = scene.server.requests.length;
    person.answers = [user.accessKeyId, undefined];
    const document = scene.note();
    await commands.executeCommand('imbed.uploadImage');
    expect([scene.server.requests.length, screen.errors, document.getText()]).toEqual([before, [], '']);
  });

  it('leaves who chooses no image alone', async () => {
    person.chooses = undefined;
    const document = scene.note();
    await commands.executeCommand('imbed.uploadImage');
    expect([screen.errors, document.getText()]).toEqual([[], '']);
  });

  it('puts links into the clipboard where there is no note', async () => {
    await commands.executeCommand('imbed.uploadImage');
    expect(screen.clipboard).toMatch(linked);
    expect(screen.messages).toHaveLength(1);
  });

  it('puts links to files of the explorer into the clipboard', async () => {
    const document = scene.note();
    await commands.executeCommand('imbed.uploadFiles', Uri.file(picture), undefined);
    expect([linked.test(screen.clipboard), document.getText()]).toEqual([true, '']);
  });

  it('replaces wrong keys and goes on', async () => {
    scene.giveKeys('blog', { ...user, secretAccessKey: 'wrong' });
    person.answers = [user.accessKeyId, user.secretAccessKey, ''];
    await commands.executeCommand('imbed.setKeys');
    await commands.executeCommand('imbed.uploadImage');
    expect([screen.errors, linked.test(screen.clipboard)]).toEqual([[], true]);
  });

  it('asks for the keys of the profile that lacks them, and leaves those of others alone', async () => {
    const other = scene.profile();
    person.configuration['profiles'] = { blog: scene.profile(), other };
    person.configuration['defaultProfile'] = 'blog';
    const before = scene.secrets.get('keys/blog');
    scene.note('---\nimbed-profile: other\n---\n', 'other.md');
    Object.assign(person, { presses: 'Set credentials', picks: 'From files…' });
    person.answers = [user.accessKeyId, user.secretAccessKey, ''];
    await commands.executeCommand('imbed.uploadImage');
    await until(() => scene.secrets.has('keys/other'));
    expect(scene.secrets.get('keys/blog')).toBe(before);
  });

  it('has no keys any more when they are forgotten', async () => {
    person.picks = 'blog';
    await commands.executeCommand('imbed.forgetKeys');
    expect([...scene.secrets.keys()]).not.toContain('keys/blog');
    await commands.executeCommand('imbed.forgetKeys');
    expect(screen.messages).toEqual(['Credentials forgotten: blog', 'No credentials are kept here.']);
    const before = scene.server.requests.length;
    await commands.executeCommand('imbed.uploadFiles', Uri.file(picture), undefined);
    expect([scene.server.requests.length, screen.clipboard]).toEqual([before, '']);
  });

  it.each(['blog', 'other'])(
    'asks which profile the keys are of, where there are several: %s',
    async (name) => {
      person.configuration['profiles'] = { blog: scene.profile(), other: scene.profile() };
      person.configuration['defaultProfile'] = 'blog';
      person.picks = name;
      person.answers = ['NEWKEY', 'new-secret', ''];
      await commands.executeCommand('imbed.setKeys');
      expect([...scene.secrets].filter(([, keys]) => keys.includes('NEWKEY')).map(([key]) => key)).toEqual([
        `keys/${name}`,
      ]);
    },
  );

  it.each([
    [undefined, 'No bucket is set up yet.'],
    ['ssh-remote', 'No bucket is set up in this window. It works on another computer (ssh-remote),'],
  ])(
    'offers to add a bucket where there is none, on this computer or another: %s',
    async (remoteName, words) => {
      Object.assign(env, { remoteName });
      Object.assign(person, { configuration: {}, presses: 'Add a bucket', picksInTurn: [undefined] });
      await commands.executeCommand('imbed.uploadImage');
      Object.assign(env, { remoteName: undefined });
      expect(screen.errors[0]).toContain(words);
      expect(screen.ran).toContain('imbed.addProfile');
    },
  );

  it('names a store that has closed as closed', async () => {
    person.configuration = { profiles: { blog: { provider: 'meituan-mss', bucket: 'my-notes' } } };
    await commands.executeCommand('imbed.uploadImage');
    await until(() => screen.errors.length > 0);
    expect(screen.errors[0]).toMatch(/^This storage service no longer exists/);
  });
});

describe('the command at an image of a note', () => {
  function noteWithTwo() {
    for (const name of ['a', 'b']) scene.file(`img/${name}.png`);
    return scene.note('![gradient](img/a.png) ![b](img/b.png)', 'sea.md', 'markdown', 5);
  }

  it('uploads that one and no other', async () => {
    const document = noteWithTwo();
    await commands.executeCommand('imbed.uploadImage');
    expect(document.getText()).toMatch(/^!\[gradient\]\(http[^)]+\) !\[b\]\(img\/b\.png\)$/);
  });

  it('does so from the menu of the editor, too, which gives the address of the note', async () => {
    const document = noteWithTwo();
    await commands.executeCommand('imbed.uploadImage', document.uri);
    expect(screen.errors).toEqual([]);
    expect(document.getText()).toMatch(/^!\[gradient\]\(http[^)]+\) !\[b\]\(img\/b\.png\)$/);
  });
});

describe('the command at an image that it cannot look after', () => {
  it.each([
    ['html', 'a.html', '<img src="img/a.png">', 'Markdown files'],
    ['latex', 'a.tex', '\\includegraphics{img/a.png}', 'Markdown files'],
    ['markdown', 'a.txt', '![](img/a.png)', 'Markdown files'],
    ['markdown', 'Untitled-1', '![](img/a.png)', 'Save the note'],
  ])('of %s (%s) says so, and asks for no other one', async (language, name, text, words) => {
    const document = scene.note(text, name, language, text.indexOf('a.png'));
    Object.assign(document, { isUntitled: name === 'Untitled-1' });
    await commands.executeCommand('imbed.uploadImage');
    expect(screen.messages).toEqual([expect.stringContaining(words)]);
    expect(document.getText()).toBe(text);
  });

  it('asks for one beside it', async () => {
    Object.assign(person, { picks: 'From files…' });
    const document = scene.note('<p>img/a.png</p> ', 'a.html', 'html');
    await commands.executeCommand('imbed.uploadImage');
    await until(() => document.getText().includes('<img src="http'));
  });
});

it('the command pastes from the clipboard where that is chosen', async () => {
  person.picks = 'From the clipboard';
  scene.note();
  await commands.executeCommand('imbed.uploadImage');
  expect(screen.ran).toContain('editor.action.pasteAs');
});

it.each(['imbed.uploadImage', 'imbed.uploadFromClipboard'])(
  '%s asks for nothing and pastes nothing as long as no bucket is set up',
  async (command) => {
    Object.assign(person, { configuration: {}, picks: 'From the clipboard' });
    scene.note();
    await commands.executeCommand(command);
    await until(() => screen.errors.length > 0);
    expect(screen.errors).toEqual(['No bucket is set up yet.']);
    expect(screen.ran).not.toContain('editor.action.pasteAs');
  },
);

it('the command says what to press where a browser keeps the clipboard to itself', async () => {
  Object.assign(env, { uiKind: UIKind.Web });
  scene.note();
  await commands.executeCommand('imbed.uploadFromClipboard');
  Object.assign(env, { uiKind: UIKind.Desktop });
  expect(screen.messages[0]).toMatch(/Ctrl\+V/);
  expect(screen.ran).not.toContain('editor.action.pasteAs');
});
