import { ImbedError, parseObjectKey, type StoredImage } from '@imbed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureLines, jsonDocument } from './report.ts';
import { type InputResult, urlLines } from './results.ts';

const key = parseObjectKey('img/a.png');
if (!key.ok) throw new Error('a plain key must parse');
const stored: StoredImage = {
  url: 'https://img.example.com/img/a.png',
  key: key.value,
  sha256: 'ab',
  bytes: 3,
  contentType: 'image/png',
  reused: false,
};
const done: InputResult = { input: 'a.png', status: 'done', url: stored.url, stored };
const explain = () => ({ message: 'It failed.', hint: 'Do this.' });

function failed(input: string, error = new ImbedError('source/empty')): InputResult {
  return { input, status: 'failed', error };
}

describe('lines', () => {
  it('links come one a line, in input order, kept ones in their place', () => {
    const kept: InputResult = {
      input: 'b.png',
      status: 'kept-local',
      url: 'file:///b.png',
      error: new ImbedError('internal'),
    };
    expect(urlLines([done, kept, done])).toBe(`${stored.url}\nfile:///b.png\n${stored.url}\n`);
  });

  it('there is no link at all when one input has none', () => {
    expect(urlLines([done, failed('b.png')])).toBe('');
  });

  it('a failure says input, what happened, what to do, and the code', () => {
    expect(failureLines([done, failed('b.png')], explain)).toBe(
      'imbed: b.png: It failed. Do this. [source/empty]\n',
    );
  });

  it('every input that failed has its line, also where all failed by one cause', () => {
    const error = new ImbedError('config/not-found');
    const lines = failureLines([failed('a', error), done, failed('b', error)], explain);
    expect(lines).toBe(
      'imbed: a: It failed. Do this. [config/not-found]\nimbed: b: It failed. Do this. [config/not-found]\n',
    );
  });

  it('no failure is more than one line or looks like a link, whatever the input is called', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string({ unit: 'binary' })), (input) => {
        const text = failureLines([failed(input), failed('x')], explain);
        expect(text.match(/\n/g)).toHaveLength(2);
        expect(text).not.toMatch(/^(https?|file):/im);
        expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
      }),
    );
  });

  it('user, query and fragment of an address stay out', () => {
    const line = failureLines([failed('https://me:pw@a.b/c.png?sig=s3cret#x')], explain);
    expect(line).toContain('https://a.b/c.png:');
    expect(line).not.toMatch(/pw|s3cret/);
  });
});

describe('JSON', () => {
  it('has one result per input, in order, without fields that do not apply', () => {
    const document: unknown = JSON.parse(jsonDocument([done, failed('b.png')], explain));
    expect(document).toEqual({
      results: [
        { input: 'a.png', status: 'done', ...stored },
        {
          input: 'b.png',
          status: 'failed',
          error: { code: 'source/empty', message: 'It failed.', hint: 'Do this.' },
        },
      ],
    });
  });
});
