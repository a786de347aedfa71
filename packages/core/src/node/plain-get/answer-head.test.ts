import { describe, expect, it } from 'vitest';
import { parseAnswerHead } from './answer-head.ts';

const lines = (...all: readonly string[]) => all.join('\r\n');

describe('the head of an answer', () => {
  it('gives status, headers in lower case, and the length of the body', () => {
    const text = lines(
      'HTTP/1.1 206 Partial Content',
      'ETag:"a:b" \t',
      'Vary: Origin',
      'Content-Length: 17',
      'vary: Accept-Encoding',
      'x-amz-meta-name: \u00e9',
      'X-Empty:',
    );
    expect(parseAnswerHead(text)).toEqual({
      status: 206,
      headers: {
        etag: '"a:b"',
        vary: 'Origin, Accept-Encoding',
        'content-length': '17',
        'x-amz-meta-name': '\u00e9',
        'x-empty': '',
      },
      bytes: 17,
      stays: true,
    });
  });

  it.each(['HTTP/1.1 404 Not Found', 'HTTP/1.1 503 ', 'HTTP/1.1 200'])(
    'may be of any answer: %s',
    (first) => {
      expect(parseAnswerHead(lines(first, 'content-length: 0'))?.bytes).toBe(0);
    },
  );

  it.each([404, 412, 503])('may announce a refusal in chunks: %d', (status) => {
    const text = lines(`HTTP/1.1 ${status} no`, 'Transfer-Encoding: Chunked');
    expect(parseAnswerHead(text)).toMatchObject({ status, bytes: undefined, stays: true });
  });

  it.each(['close', 'keep-alive, Close'])('says that the connection ends: %s', (value) => {
    const text = lines('HTTP/1.1 200 OK', 'content-length: 1', `connection: ${value}`);
    expect(parseAnswerHead(text)?.stays).toBe(false);
  });

  it.each([
    ['an old version', 'HTTP/1.0 200 OK\r\ncontent-length: 1'],
    ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\ncontent-length: 1'],
    ['a preliminary answer', 'HTTP/1.1 103 Early Hints\r\ncontent-length: 1'],
    ['one without a body', 'HTTP/1.1 204 No Content\r\ncontent-length: 1'],
    ['a copy that is still good', 'HTTP/1.1 304 Not Modified\r\ncontent-length: 1'],
    ["a proxy's own answer", 'HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 1'],
    ['no length', 'HTTP/1.1 200 OK\r\netag: "a"'],
    ['chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked'],
    ['packed chunks', 'HTTP/1.1 404 no\r\ntransfer-encoding: gzip, chunked'],
    ['chunks twice', 'HTTP/1.1 404 no\r\ntransfer-encoding: chunked\r\ntransfer-encoding: chunked'],
    [
      'a refusal in chunks beside a length',
      'HTTP/1.1 404 no\r\ncontent-length: 1\r\ntransfer-encoding: chunked',
    ],
    ['chunks beside a length', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\nTransfer-Encoding: gzip, chunked'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\nContent-Length: 2'],
    ['a list of lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1, 1'],
    ['a signed length', 'HTTP/1.1 200 OK\r\ncontent-length: +1'],
    ['a hexadecimal length', 'HTTP/1.1 200 OK\r\ncontent-length: 0x1'],
    ['a length beyond all numbers', `HTTP/1.1 200 OK\r\ncontent-length: ${'9'.repeat(20)}`],
    ['two ETags', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\netag: "a"\r\netag: "b"'],
    ['another protocol from now on', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\nupgrade: h2c'],
    ['a continued line', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\nx: a\r\n b'],
    ['a space before the colon', 'HTTP/1.1 200 OK\r\ncontent-length : 1'],
    ['a bare line feed', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\nx: a\ntransfer-encoding: chunked'],
    ['a bare carriage return', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\nx: a\rb'],
    ['a zero', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\nx: a\0b'],
    ['a line that is no header', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\nnonsense'],
    ['a status of four digits', 'HTTP/1.1 2000 OK\r\ncontent-length: 1'],
  ])('is left to others: %s', (_, text) => {
    expect(parseAnswerHead(text)).toBeUndefined();
  });
});
