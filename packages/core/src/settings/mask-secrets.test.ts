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

test.each(['token', 'my-secrets', 'commander'])(
  'a profile may be called %s and is shown all the same',
  (name) => {
    const profile = { bucket: 'my-notes', credentials: { source: 'inline', secretAccessKey: 's3cr3t' } };
    expect(maskSecrets({ profiles: { [name]: profile } })).toEqual({
      profiles: {
        [name]: { bucket: 'my-notes', credentials: { source: 'inline', secretAccessKey: '********' } },
      },
    });
  },
);

test('a secret in the place of a profile is masked', () => {
  expect(maskSecrets({ profiles: { token: 'hunter2', secrets: ['hunter2'] } })).toEqual({
    profiles: { token: '********', secrets: ['********'] },
  });
  expect(maskSecrets({ token: { profiles: { blog: 'hunter2' } } })).toEqual({
    token: { profiles: { blog: '********' } },
  });
});

test('masks the command that prints keys, which may hold them', () => {
  const credentials = { source: 'process', command: 'vault read -token=hunter2' };
  expect(maskSecrets({ credentials })).toEqual({ credentials: { source: 'process', command: '********' } });
});

test.each([
  ['proxy', 'http://me:hunter2@proxy:8080', 'http://********@proxy:8080'],
  ['proxy', 'me:hunter2@proxy:8080', '********@proxy:8080'],
  ['proxy', 'HTTP://me:hun/ter2 @x@proxy:8080', 'HTTP://********@proxy:8080'],
  ['endpoint', 'me:hunter2@nas.example.com', '********@nas.example.com'],
  ['endpoint', 'https://hunter2@nas.example.com/a', 'https://********@nas.example.com/a'],
  ['prxy', 'me:hunter2@proxy:8080', '********@proxy:8080'],
])('masks user and password in %s %s', (setting, value, shown) => {
  expect(maskSecrets({ [setting]: value })).toEqual({ [setting]: shown });
});

test.each([
  ['keyTemplate', '{hash:16}@2x.{ext}'],
  ['publicBaseUrl', 'https://img.example.com:8443/@me'],
  ['proxy', 'http://proxy.example.com:8080'],
])('leaves the %s %s as it is', (setting, value) => {
  expect(maskSecrets({ [setting]: value })).toEqual({ [setting]: value });
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
