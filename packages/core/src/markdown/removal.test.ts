import { expect, it } from 'vitest';
import { applyEdits } from '../text-edit.ts';
import { removalEdits } from './removal.ts';

const url = 'https://i.test/a.png';

it.each([
  ['inline, HTML and wiki links', `a ![x](${url}) b\n<img src="${url}">\n![[${url}]]`, 'a  b\n\n'],
  ['a picture that is a link', `[![x](${url})](https://x.test)`, '[](https://x.test)'],
  ['a picture in the words for the same', `![![x](${url})](${url})`, ''],
  ['a definition with its uses', `![x][Sea] and ![sea]\n\n[sea]: ${url} "t"\nend`, ' and \n\nend'],
  [
    'values of YAML',
    `---\ncover: ${url}\nimages:\n  - '${url}'\n---\n`,
    '---\ncover: ""\nimages:\n  - ""\n---\n',
  ],
  ['values of TOML', `+++\ncover = '${url}'\n+++\n`, '+++\ncover = ""\n+++\n'],
])('takes out %s', (_what, text, left) => {
  expect(applyEdits(text, removalEdits(text, url))).toBe(left);
});

it('a definition goes with its line, and stays for a link that uses it', () => {
  const alone = `![x][sea]\n\n  [sea]: <${url}>\n\nend`;
  expect(applyEdits(alone, removalEdits(alone, url))).toBe('\n\n\nend');
  const shared = `![x][sea] [words][Sea]\n\n[sea]: ${url}\n`;
  expect(applyEdits(shared, removalEdits(shared, url))).toBe(` [words][Sea]\n\n[sea]: ${url}\n`);
});

it('leaves all other images, and the text of code, as they are', () => {
  const text = `![x](https://i.test/b.png)\n\n\`![x](${url})\`\n`;
  expect(removalEdits(text, url)).toEqual([]);
});
