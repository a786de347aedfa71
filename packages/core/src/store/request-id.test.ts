import { expect, it } from 'vitest';
import { requestIdOf } from './request-id.ts';

it.each(['x-amz-request-id', 'x-oss-request-id', 'x-obs-request-id', 'x-kss-request-id', 'x-reqid'])(
  '%s is the mark of a store',
  (name) => {
    expect(requestIdOf({ server: 's', [name]: 'R1' })).toBe('R1');
  },
);

it.each(['x-request-id', 'request-id', 'x-amz-request-id-2', 'x-amz-id-2', 'x-reqid-2'])(
  '%s is none: proxies and web servers write such names too',
  (name) => {
    expect(requestIdOf({ [name]: 'R1' })).toBeUndefined();
  },
);
