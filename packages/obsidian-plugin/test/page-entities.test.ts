import './host/page.ts';
import { findImages } from '@imbed/core';
import { expect, it } from 'vitest';
import { decodeHTMLAttribute, decodeHTMLStrict } from '../src/adapters/page-entities.ts';

const references = [
  ...[
    '&amp;',
    '&AMP;',
    '&nbsp;',
    '&copy;',
    '&semi;',
    '&lt;',
    '&NotEqualTilde;',
    '&Aacute;',
    '&aacute;',
    '&Tab;',
  ],
  ...[
    '&CounterClockwiseContourIntegral;',
    '&notit;',
    '&noname;',
    '&ampx;',
    '&#0;',
    '&#128;',
    '&#32;',
    '&#59;',
  ],
  ...['&#x3B;', '&#9731;', '&#x1F600;', '&#xD800;', '&#x110000;', '&#9999999;'],
];

/** Core decodes the targets of images, here by tables. */
const byTables = (image: string) => findImages(image)[0]?.target;

it.each(references)('the page makes of %s what the tables do that the bundle has not', (reference) => {
  expect(`x${decodeHTMLStrict(reference)}`).toBe(byTables(`![](<x${reference}>)`));
});

it.each([...references, 'a&b=c', '&copy=1', '&copy', 'a&amp;b&#38;c', '&amp', '"'])(
  'and in an attribute: %s',
  (text) => {
    expect(`x${decodeHTMLAttribute(text)}.`).toBe(byTables(`<img src='x${text}.'>`));
  },
);
