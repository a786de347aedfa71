import { describe, expect, it } from 'vitest';
import { createExclusion } from './exclusion.ts';

describe('what is left out', () => {
  it.each([
    ['.DS_Store', '.DS_Store', true],
    ['.DS_Store', 'a/b/.DS_Store', true],
    ['.DS_Store', 'a/.DS_Store.txt', false],
    ['*.tmp', 'a/b.tmp', true],
    ['*.tmp', '.tmp', true],
    ['*.tmp', 'a.tmp/b', true],
    ['node_modules/', 'a/node_modules/b/c.js', true],
    ['drafts/*.md', 'drafts/a.md', true],
    ['drafts/*.md', 'x/drafts/a.md', false],
    ['/drafts', 'drafts/a.md', true],
    ['/drafts', 'x/drafts/a.md', false],
    ['/drafts/a', 'drafts/a/b', true],
    ['**/x/y', 'a/b/x/y', true],
    ['(old)', 'a/(old)/b', true],
    ['constructor', 'a/constructor', true],
    ['', 'a', false],
  ])('%j and %j: %s', (glob, name, expected) => {
    expect(createExclusion([glob])(name)).toBe(expected);
    expect(createExclusion(['nothing', glob])(name)).toBe(expected);
  });
});
