import { isIP } from 'node:net';
import { expect, it } from 'vitest';
import { createPrivateAddressCheck } from './private-address.ts';

const isPrivate = createPrivateAddressCheck();

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
  expect(isPrivate(address, isIP(address))).toBe(true);
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
  expect(isPrivate(address, isIP(address))).toBe(false);
});
