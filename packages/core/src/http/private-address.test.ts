import { expect, it } from 'vitest';
import { isPrivateAddress, isPrivateHost } from './private-address.ts';

it.each([
  '127.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  'fd00::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '::ffff:127.0.0.1',
  '::ffff:a00:1',
  '64:ff9b::10.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::7f00:1',
  '::127.0.0.1',
  '::7f00:1',
  '::ffff:0:127.0.0.1',
  '::ffff:0:7f00:1',
  '2001:0:7f00:1::',
  '2002:7f00:1::',
])('%s is of this neighbourhood', (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});

it.each([
  '1.1.1.1',
  '172.15.255.255',
  '172.32.0.1',
  '192.167.255.255',
  '198.18.0.7',
  '2606:4700::1111',
  '2001:4860:4860::8888',
  '64:ff9c::1',
  '2003::1',
  '::ffff:8.8.8.8',
  '64:ff9b::8.8.8.8',
])('%s is of the wide world', (address) => {
  expect(isPrivateAddress(address)).toBe(false);
});

it.each(['', 'example.com', '1.2.3', '256.1.1.1', '1.2.3.4.5', ':::', 'g::1'])(
  '%j is no address, and so none of this neighbourhood',
  (text) => {
    expect(isPrivateAddress(text)).toBe(false);
  },
);

it.each([
  'http://localhost:3000/a.png',
  'http://LOCALHOST./a.png',
  'http://api.localhost/',
  'http://nas/a.png',
  'http://printer.local/',
  'http://metadata.google.internal/',
  'http://router.home.arpa/',
  'http://127.1/',
  'http://0x7f.1/',
  'http://2130706433/',
  'http://192.168.1.1:8080/',
  'http://[::1]/',
  'http://[::ffff:10.0.0.1]/',
])('%s leads into this neighbourhood, whatever it is written like', (url) => {
  expect(isPrivateHost(new URL(url).hostname)).toBe(true);
});

it.each([
  'https://example.com/',
  'https://local.example.com/',
  'https://1.1.1.1/',
  'https://[2606:4700::1111]/',
])('%s leads into the wide world', (url) => {
  expect(isPrivateHost(new URL(url).hostname)).toBe(false);
});
