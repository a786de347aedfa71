import { describe, expect, test } from 'vitest';
import { told } from '../testing/told-issues.ts';
import { formatAddress, isIpAddress, parseAddress } from './address.ts';

function formatted(text: string): string {
  const address = parseAddress('endpoint', text);
  return address.ok
    ? formatAddress(address.value)
    : told(address.issues)
        .map(({ problem }) => problem)
        .join();
}

describe('parseAddress', () => {
  test.each([
    ['https://s3.example.com', 'https://s3.example.com'],
    ['s3.example.com', 'https://s3.example.com'],
    ['S3.Example.COM/', 'https://s3.example.com'],
    ['s3.example.com:9000', 'https://s3.example.com:9000'],
    ['HTTP://s3.example.com:80/', 'http://s3.example.com'],
    ['https://s3.example.com:443', 'https://s3.example.com'],
    ['https://gateway.example.com/minio//', 'https://gateway.example.com/minio'],
    ['http://minio:9000', 'http://minio:9000'],
    ['127.0.0.1:9000', 'http://127.0.0.1:9000'],
    ['[::1]:9000', 'http://[::1]:9000'],
    ['localhost:9000', 'http://localhost:9000'],
    ['https://127.0.0.1:9000', 'https://127.0.0.1:9000'],
    ['https://图床.example.com', 'https://xn--wcso9o.example.com'],
  ])('reads %s as %s', (text, address) => {
    expect(formatted(text)).toBe(address);
  });

  test.each([
    ['ftp://s3.example.com', 'must begin with https:// or http://'],
    ['https://', 'is not a web address'],
    ['a b', 'is not a web address'],
    ['key=value', 'is not a web address'],
    ['https://s3.example.com?x=1', 'must end before any "?" or "#"'],
    ['https://s3.example.com#top', 'must end before any "?" or "#"'],
    ['https://me:secret@s3.example.com', 'must not hold a user name or password'],
  ])('refuses %s', (text, problem) => {
    expect(formatted(text)).toBe(problem);
  });

  test('tells IP addresses from names', () => {
    expect(['127.0.0.1', '[::1]', '10.0.0.300'].map(isIpAddress)).toEqual([true, true, true]);
    expect(['localhost', '1.example.com', '127.0.0.1.nip.io'].map(isIpAddress)).toEqual([
      false,
      false,
      false,
    ]);
  });
});
