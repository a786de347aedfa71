import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskSecrets } from './mask-secrets.ts';

test('shows a configuration without its secrets', () => {
  const config = {
    version: 1,
    profiles: {
      blog: {
        bucket: 'my-notes',
        tlsVerify: true,
        proxy: 'http://me:hunter2@proxy.example.com:8080',
        credentials: {
          source: 'inline',
          accessKeyId: 'LTAI5tExample',
          secretAccessKey: 'very secret',
          sessionToken: 'CAIS',
        },
      },
    },
  };
  expect(maskSecrets(config)).toEqual({
    version: 1,
    profiles: {
      blog: {
        bucket: 'my-notes',
        tlsVerify: true,
        proxy: 'http://********@proxy.example.com:8080',
        credentials: {
          source: 'inline',
          accessKeyId: 'LTAI********',
          secretAccessKey: '********',
          sessionToken: '********',
        },
      },
    },
  });
});

test('masks what is mistyped or misplaced as well', () => {
  expect(maskSecrets({ SecretKey: 's3cr3t', passwords: ['a', 'b'], token: { value: 'x' } })).toEqual({
    SecretKey: '********',
    passwords: ['********', '********'],
    token: { value: '********' },
  });
});

test('an empty secret is shown empty, so that its absence can be seen', () => {
  expect(maskSecrets({ secretAccessKey: '' })).toEqual({ secretAccessKey: '' });
});

test('no secret survives, however deep', () => {
  const secret = 'hunter2';
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 5 }), fc.boolean(), (path, listed) => {
      const leaf = { secretAccessKey: listed ? [secret] : secret };
      const config = path.reduceRight<object>((inner, key) => ({ [`k${key}`]: inner }), leaf);
      expect(JSON.stringify(maskSecrets(config))).not.toContain(secret);
    }),
  );
});
