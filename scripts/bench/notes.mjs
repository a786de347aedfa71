/** Notes as people write them, with ever other names in them, so that nothing is found in a cache. */

/** Every way to refer to an image, and what looks like one. @param {number} number */
function illustratedSection(number) {
  return `## 第 ${number} 节 Section

Some text with *emphasis*, \`code\`, a [link](https://example.com/${number}) and ![图 ${number}](assets/图-${number}.png).
![shot ${number}](<assets/my shot ${number}.png> "title") and \`![no](image.png)\` and $x_${number}$.

- item ![a](a${number}.png)
  - nested ![b|300](https://img.example.com/${number}.webp)
- [![thumb](t${number}.png)](https://example.com)

> quote ![[embed ${number}.png|300]]

| a | b |
|---|---|
| ![x](x${number}.png) | y |

\`\`\`md
![fake](no.png)
\`\`\`

<img src="h${number}.png" width="300">

`;
}

/** @param {number} number */
function plainSection(number) {
  return `## 第 ${number} 节 Section

Some text with *emphasis*, \`code\`, a [link](https://example.com/${number}) and a [[wiki link ${number}]]! Then more.

- item
  - nested, with $x_${number}$
- [ ] task

> quote

| a | b |
|---|---|
| x | y |

`;
}

/** @param {(number: number) => string} section @param {number} size in UTF-16 units, at least @param {number} from */
function note(section, size, from) {
  let text = '---\ntitle: A note\ntags: [a, b]\n---\n\n';
  for (let number = from; text.length < size; number++) text += section(number);
  return text;
}

/** @param {number} size @param {number} from */
export function illustratedNote(size, from) {
  return note(illustratedSection, size, from);
}

/** @param {number} size */
export function plainNote(size) {
  return note(plainSection, size, 1);
}
