import { describe, expect, it } from 'vitest';
import { commandLine, judge, playTyporaTest } from './typora-test.ts';

describe("what Typora's contract takes", () => {
  it.each([
    ['https://a/1\nhttps://a/2\n', ['https://a/1', 'https://a/2']],
    ['Upload Success:\r\nhttp://a/1\r\nfile:///2\r\n', ['http://a/1', 'file:///2']],
    ['https://a/0\nhttps://a/1\nhttps://a/2', ['https://a/1', 'https://a/2']],
  ])('%j', (stdout, links) => {
    expect(judge({ stdout, stderr: '' }, 2)).toEqual({ ok: true, links });
  });

  it.each([
    '',
    'https://a/1\n',
    'https://a/1\nhttps://a/2\nDone.\n',
    'https;//a/1\nhttps://a/2\n',
    'a/1\na/2',
  ])('not %j', (stdout) => {
    expect(judge({ stdout, stderr: 'why' }, 2)).toMatchObject({ ok: false, output: `${stdout}why`.trim() });
  });

  it('what stands on both streams is shown once', () => {
    expect(judge({ stdout: 'no\n', stderr: 'no\n' }, 1)).toMatchObject({ output: 'no' });
  });
});

it('paths are quoted, and on Windows their backslashes doubled', () => {
  expect(commandLine('imbed upload --', ['/tmp/a b.png', '/tmp/c.png'], 'linux')).toBe(
    'imbed upload -- "/tmp/a b.png" "/tmp/c.png"',
  );
  expect(commandLine('imbed upload --', ['C:\\T\\a.png'], 'win32')).toBe(
    'imbed upload -- "C:\\\\T\\\\a.png"',
  );
});

it('the note is that of a document that was never saved', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how Typora writes its variables
  expect(commandLine('imbed upload --note "${filepath}" --', [], 'linux')).toBe('imbed upload --note "" --');
});

describe.runIf(process.platform !== 'win32')('a command that is played', () => {
  const context = { platform: process.platform, env: process.env, signal: new AbortController().signal };

  it('gets the two pictures in their order', async () => {
    const test = await playTyporaTest(`printf 'file://%s\\n'`, context);
    expect(test).toMatchObject({
      ok: true,
      links: [expect.stringMatching(/(icon2|512)\.png$|512x512\.png$/), expect.stringMatching(/\.png$/)],
    });
  });

  it('that gives other links the second time fails', async () => {
    const test = await playTyporaTest('f() { echo https://a/$$; echo https://b/$$; }; f', context);
    expect(test).toMatchObject({ ok: false, problem: 'other-links' });
  });

  it('that signs its links anew passes', async () => {
    const test = await playTyporaTest(
      'f() { echo "https://a/1?t=$$"; echo "https://a/2?t=$$"; }; f',
      context,
    );
    expect(test).toMatchObject({ ok: true });
  });

  it('that does not exist fails with what the shell says', async () => {
    const test = await playTyporaTest('/no/such/imbed upload --', context);
    expect(test).toMatchObject({ ok: false, output: expect.stringContaining('/no/such/imbed') });
  });
});
