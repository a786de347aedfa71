import { expect, test } from 'vitest';
import { parseProxyAddress } from './proxy-address.ts';

test.each(['http://127.0.0.1:7890', 'https://proxy.example:443', 'http://me:p%40ss@proxy.example'])(
  '%s is a proxy',
  (address) => {
    expect(parseProxyAddress(address)).toEqual({ ok: true, value: new URL(address) });
  },
);

test.each(['', 'proxy.example:3128', 'socks5://127.0.0.1:1080', 'http://', 'not an address'])(
  '"%s" is none, and its words are not repeated, for they may hold a password',
  (address) => {
    const problem =
      'must be http://host:port or https://host:port, with user:password@ before the host where it asks for one';
    expect(parseProxyAddress(address)).toEqual({ ok: false, issues: [{ field: 'proxy', problem }] });
  },
);
