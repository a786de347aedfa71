import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foreignPicture } from './foreign-site.ts';
import { sceneOfTests } from './scene.ts';
import { until } from './until.ts';
import { commands, person, screen, Uri, workspace } from './vscode-stub.ts';

const scene = sceneOfTests();
const link = /\((http:[^)]+)\)/;

/** A note with an image in the bucket, and nothing else that shows it. */
async function uploaded(name = 'sea.md'): Promise<string> {
  scene.file('img/a.png');
  const document = scene.note('![a](img/a.png)', name);
  person.presses = 'Go ahead';
  await commands.executeCommand('imbed.uploadNote');
  person.presses = undefined;
  return link.exec(document.getText())?.[1] ?? '';
}

describe('uploading all local images', () => {
  it('shows first what the note would say, and changes nothing until that is agreed to', async () => {
    scene.file('img/a.png');
    scene.note('![a](img/a.png)');
    await commands.executeCommand('imbed.uploadNote');
    expect(screen.differences).toEqual(['![a](img/a.png) => ![a](address-after-upload)']);
    expect(screen.lists).toEqual(['Upload all local images? Images: 1, notes: 1.']);
    expect([scene.read('sea.md'), scene.server.requests.length]).toEqual(['![a](img/a.png)', 0]);
  });

  it('of the note in front puts links into it that anyone can follow, and says so', async () => {
    const answer = await fetch(await uploaded());
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(screen.messages).toContain('Upload all local images: Images done: 1. Notes changed: 1.');
  });

  it('asks nothing where people want no preview', async () => {
    person.configuration['jobs.preview'] = false;
    scene.file('img/a.png');
    const document = scene.note('![a](img/a.png)');
    await commands.executeCommand('imbed.uploadNote');
    expect(document.getText()).toMatch(link);
    expect(screen.differences).toEqual([]);
  });

  it('of a folder takes all notes below it, and of the workspace all that there are', async () => {
    person.presses = 'Go ahead';
    scene.file('img/a.png');
    const [inFolder, elsewhere] = ['posts/deep/a.md', 'b.md'];
    scene.file(inFolder, '![](../../img/a.png)');
    scene.file(elsewhere, '![](img/a.png)');
    await commands.executeCommand('imbed.uploadFolder', Uri.file(join(scene.folder, 'notes/posts')));
    expect(scene.read(inFolder)).toMatch(link);
    expect(scene.read(elsewhere)).toBe('![](img/a.png)');
    await commands.executeCommand('imbed.uploadWorkspace');
    expect(scene.read(elsewhere)).toMatch(link);
  });

  it('of notes that are selected in the explorer takes those', async () => {
    person.presses = 'Go ahead';
    scene.file('img/a.png');
    const notes = ['a.md', 'b.md', 'c.md'].map((name) => scene.file(name, '![](img/a.png)'));
    await commands.executeCommand('imbed.uploadNote', notes[0], notes.slice(0, 2));
    expect(['a.md', 'b.md', 'c.md'].map((name) => link.test(scene.read(name)))).toEqual([true, true, false]);
  });

  it('says what failed and why, keeps the rest, and has all of it in a report', async () => {
    person.presses = 'Go ahead';
    scene.file('img/a.png');
    const document = scene.note('![a](img/a.png)\n\n![b](img/gone.png)');
    await commands.executeCommand('imbed.uploadNote');
    expect(document.getText()).toMatch(/^!\[a\]\(http:.*\n\n!\[b\]\(img\/gone\.png\)$/);
    expect(screen.warnings[0]).toMatch(/Images done: 1\..*Problems: 1\. sea\.md:3 · img\/gone\.png: /);
    person.presses = 'Show report';
    await commands.executeCommand('imbed.checkNote');
    await until(() => screen.documents.length > 0);
    expect(screen.documents[0]).toMatch(/^# Check image links\n.*- sea\.md:3 · img\/gone\.png: /s);
  });

  it('keeps what cannot be stored for the next sync, which then links it', async () => {
    person.presses = 'Go ahead';
    scene.file('img/a.png');
    const document = scene.note('![a](img/a.png)');
    scene.server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
    await commands.executeCommand('imbed.uploadNote');
    expect(screen.warnings[0]).toContain('Images that wait for the store: 1.');
    scene.server.intercept(undefined);
    await commands.executeCommand('imbed.syncPending');
    expect(document.getText()).toMatch(link);
    expect(screen.messages.at(-1)).toBe('Sync pending: Images done: 1. Notes changed: 1.');
    await commands.executeCommand('imbed.syncPending');
    expect(screen.messages.at(-1)).toBe('Sync pending: There was nothing to do.');
  });

  it('says why it leaves alone what waits and no note shows', async () => {
    person.presses = 'Go ahead';
    scene.file('img/a.png');
    scene.note('![a](img/a.png)');
    scene.server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
    await commands.executeCommand('imbed.uploadNote');
    scene.server.intercept(undefined);
    scene.note('Nothing.');
    await commands.executeCommand('imbed.syncPending');
    expect(screen.messages.at(-1)).toMatch(/^Sync pending: There was nothing to do\. img\/a\.png: /);
  });

  it('forgets what is nowhere any more where that is wanted', async () => {
    scene.server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
    scene.file('img/a.png');
    scene.note('![a](img/a.png)');
    person.presses = 'Go ahead';
    await commands.executeCommand('imbed.uploadNote');
    scene.server.intercept(undefined);
    rmSync(join(scene.folder, 'notes/img/a.png'));
    person.presses = 'Forget lost images';
    await commands.executeCommand('imbed.syncPending');
    expect(screen.warnings.at(-1)).toMatch(/press "Forget lost images"/);
    await until(() => screen.status === '$(cloud-upload) blog');
    await until(() => screen.messages.at(-1) === 'Sync pending: Images not waited for any more: 1.');
  });

  it('asks for a note where there is none', async () => {
    await commands.executeCommand('imbed.uploadNote');
    expect(screen.messages).toEqual(['Open a Markdown note, or choose some in the explorer.']);
    expect(screen.errors).toEqual([]);
  });
});

describe('the last job', () => {
  it('is taken back, file by file as it was', async () => {
    await uploaded();
    await commands.executeCommand('imbed.undoJob');
    expect(scene.read('sea.md')).toBe('![a](img/a.png)');
    await commands.executeCommand('imbed.undoJob');
    expect(screen.warnings.at(-1)).toMatch(/There is no job to undo/);
  });
});

it('what offers to undo a job undoes that one, in whichever folder it was and whatever came after it', async () => {
  scene.file('../others/.imbed/ledger.jsonl', '');
  scene.file('../others/img/a.png');
  const other = scene.file('../others/other.md', '![a](img/a.png)');
  workspace.workspaceFolders = [
    ...(workspace.workspaceFolders ?? []),
    { uri: Uri.file(dirname(other.path)) },
  ];
  Object.assign(person.configuration, { 'jobs.preview': false });
  const url = await uploaded();
  person.presses = 'Undo';
  await commands.executeCommand('imbed.uploadNote', other);
  await until(() => scene.read('../others/other.md') === '![a](img/a.png)');
  expect(scene.read('sea.md')).toContain(url);
});

describe('flipping a note', () => {
  it('goes to the copy and back to the bucket', async () => {
    const url = await uploaded();
    person.presses = 'Go ahead';
    await commands.executeCommand('imbed.flipToLocal');
    expect(scene.read('sea.md')).toBe('![a](img/a.png)');
    await commands.executeCommand('imbed.flipToRemote');
    expect(scene.read('sea.md')).toBe(`![a](${url})`);
  });
});

describe('images of other sites', () => {
  it('are brought into the bucket', async () => {
    const document = scene.note(`![x](${await foreignPicture(scene)})`);
    person.presses = 'Go ahead';
    await commands.executeCommand('imbed.rehostImages');
    expect(document.getText()).toMatch(/^!\[x\]\(http:\/\/127\.0\.0\.1:.*\)$/);
  });

  it('are downloaded beside the note', async () => {
    const document = scene.note(`![x](${await foreignPicture(scene)})`);
    person.presses = 'Go ahead';
    await commands.executeCommand('imbed.downloadImages');
    expect(document.getText()).toMatch(/^!\[x\]\((?:assets|img)\/[^)]+\.png\)$/);
  });

  it('are left alone where they are in the private network', async () => {
    const url = (await uploaded('other.md')).replace('127.0.0.1', 'localhost');
    const document = scene.note(`![x](${url})`);
    person.presses = 'Go ahead';
    await commands.executeCommand('imbed.rehostImages');
    expect(document.getText()).toBe(`![x](${url})`);
    expect(screen.warnings.at(-1)).toMatch(/in your own network/);
  });
});

describe('checking', () => {
  it('lists what is missing where editors list such things', async () => {
    const url = await uploaded();
    scene.note(`![](${url})\n![](gone.png)`, 'b.md');
    await commands.executeCommand('imbed.checkWorkspace');
    const [[path, found] = ['', []], ...more] = [...screen.problems];
    expect(more).toEqual([]);
    expect(path).toMatch(/b\.md$/);
    expect(found[0]).toMatch(/^2: gone\.png: /);
    scene.note('![](img/a.png)', 'b.md');
    await commands.executeCommand('imbed.checkNote');
    expect([...screen.problems]).toEqual([]);
  });
});

describe('deleting an image from the bucket', () => {
  const exists = async (url: string) => (await fetch(url)).status === 200;

  it('asks first, and says which other notes would show nothing', async () => {
    const url = await uploaded();
    scene.file('other.md', `text\n![](${url})`);
    const { uri } = scene.note(`![a](${url})`, 'sea.md', 'markdown', 5);
    // As the menu of the editor does it.
    await commands.executeCommand('imbed.deleteImage', uri);
    expect(screen.questions[0]).toMatch(/Other files show it, and would show nothing:\n• other\.md:2/);
    expect([await exists(url), scene.read('sea.md')]).toEqual([true, `![a](${url})`]);
  });

  it('takes it out of the note, and says where a copy stays', async () => {
    const url = await uploaded();
    scene.note(`one ![a](${url}) two`, 'sea.md', 'markdown', 8);
    person.presses = 'Delete';
    await commands.executeCommand('imbed.deleteImage');
    expect(screen.questions[0]).toMatch(
      /No other file of this workspace shows it\.\nA copy stays here: img\/a\.png/,
    );
    expect([await exists(url), scene.read('sea.md')]).toEqual([false, 'one  two']);
  });

  it('from the list of all that was uploaded names every file that shows it', async () => {
    const target = await uploaded();
    const note = Uri.file(join(scene.folder, 'notes'));
    await commands.executeCommand('imbed.deleteImage', { note, target, alt: '' });
    expect(screen.questions.at(-1)).toMatch(/These files show it, and would show nothing:\n• sea\.md:1/);
    scene.note('');
    scene.file('sea.md', '');
    person.presses = 'Delete';
    await commands.executeCommand('imbed.deleteImage', { note, target, alt: '' });
    expect(screen.questions.at(-1)).toContain('No file of this workspace shows it.');
    expect(await exists(target)).toBe(false);
  });

  it('takes its definition and the front matter along, and its copies in mirrors', async () => {
    const spare = { ...scene.profile(), keyTemplate: 'spare/{hash}.{ext}' };
    const profiles = { blog: { ...scene.profile(), mirrors: ['spare'] }, spare };
    person.configuration = { ...person.configuration, profiles, defaultProfile: 'blog' };
    scene.giveKeys('spare');
    const before = scene.server.requests.filter(({ method }) => method === 'PUT').length;
    const url = await uploaded();
    const put = scene.server.requests.filter(({ method }) => method === 'PUT').slice(before);
    const text = `---\ncover: ${url}\n---\n![a][sea] and ![][sea]\n\n[sea]: ${url}\n`;
    scene.note(text, 'sea.md', 'markdown', text.indexOf('[sea]:') + 1);
    person.presses = 'Delete';
    await commands.executeCommand('imbed.deleteImage');
    expect(screen.questions[0]).toContain('It goes from the mirrors, too: spare');
    expect(scene.read('sea.md')).toBe('---\ncover: ""\n---\n and \n\n');
    const places = put.map(({ path }) => `${scene.server.endpoint}${path}`);
    expect([places.length, await Promise.all(places.map(exists))]).toEqual([2, [false, false]]);
  });

  it('is forgotten: uploaded again, it is there again', async () => {
    const url = await uploaded();
    scene.note(`![a](${url})`, 'sea.md', 'markdown', 5);
    person.presses = 'Delete';
    await commands.executeCommand('imbed.deleteImage');
    expect([await exists(await uploaded()), await exists(url)]).toEqual([true, true]);
  });

  it('is refused for what is in no bucket of the person', async () => {
    scene.note('![a](https://elsewhere.test/a.png)', 'sea.md', 'markdown', 5);
    await commands.executeCommand('imbed.deleteImage');
    expect(screen.messages[0]).toMatch(/in none of your buckets/);
  });
});
