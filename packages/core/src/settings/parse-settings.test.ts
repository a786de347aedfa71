import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { told } from '../testing/told-issues.ts';
import { defaultProfile } from './defaults.ts';
import { parseSettings } from './parse-settings.ts';

const blog = { provider: 'aliyun-oss', bucket: 'my-notes' };

function problems(value: unknown): readonly string[] {
  const result = parseSettings(value);
  return result.ok ? [] : told(result.issues).map(({ field, problem }) => `${field}: ${problem}`);
}

const proxyProblem =
  'must be http://host:port or https://host:port, with user:password@ before the host where it asks for one';

/** What is wrong with a profile called `blog` that has these settings too. */
function profileProblems(changes: object): readonly string[] {
  return problems({ profiles: { blog: { ...blog, ...changes } } });
}

describe('a configuration', () => {
  test('needs a store and a bucket; everything else has a default', () => {
    expect(parseSettings({ profiles: { blog } })).toEqual({
      ok: true,
      value: {
        version: 1,
        defaultProfile: 'blog',
        profiles: {
          blog: {
            provider: 'aliyun-oss',
            bucket: 'my-notes',
            region: '',
            endpoint: '',
            addressing: 'auto',
            dialect: 'auto',
            publicBaseUrl: '',
            urlSuffix: '',
            access: 'public',
            keyTemplate: 'img/{year}/{month}/{hash:16}.{ext}',
            cacheControl: 'public, max-age=31536000, immutable',
            contentDisposition: '',
            acl: '',
            onConflict: 'suffix',
            maxBytes: 52_428_800,
            timeoutSeconds: 30,
            tlsVerify: true,
            proxy: '',
            credentials: { source: 'env' },
            mirrors: [],
          },
        },
        storage: { mode: 'remote', folder: 'assets', link: 'remote', rules: [] },
      },
    });
  });

  test('keeps everything that is set', () => {
    const profile = {
      provider: 'minio',
      bucket: 'my-notes',
      region: 'home',
      endpoint: 'https://nas.example.com:9000',
      addressing: 'path',
      dialect: 's3',
      publicBaseUrl: 'https://img.example.com',
      urlSuffix: '?w=1',
      keyTemplate: '{name}.{ext}',
      cacheControl: '',
      contentDisposition: 'inline',
      acl: 'public-read',
      onConflict: 'refuse',
      maxBytes: 1000,
      timeoutSeconds: 2.5,
      tlsVerify: false,
      proxy: 'http://user:password@localhost:8080',
      credentials: { source: 'inline', accessKeyId: 'AK', secretAccessKey: 'SK', sessionToken: 'T' },
      mirrors: ['blog'],
    };
    const rules = [
      { notes: 'Diary/**', mode: 'off' },
      { notes: '*', link: 'remote', folder: 'x', profile: 'blog' },
    ];
    const storage = { mode: 'dual', folder: '../images', link: 'local', rules };
    const value = { version: 1, defaultProfile: 'home', profiles: { home: profile, blog }, storage };
    expect(parseSettings(value)).toMatchObject({
      ok: true,
      value: { ...value, profiles: { home: profile } },
    });
  });

  test('may name its schema, which is no setting', () => {
    const result = parseSettings({ $schema: 'https://example.com/schema.json', profiles: { blog } });
    expect(result.ok && '$schema' in result.value).toBe(false);
  });

  test('of a closed store is accepted: other profiles must go on working', () => {
    expect(problems({ profiles: { old: { provider: 'meituan-mss', bucket: 'my-notes' } } })).toEqual([]);
  });

  test.each([
    [null, ': must be an object'],
    ['text', ': must be an object'],
    [[], 'profiles: is missing'],
    [{}, 'profiles: is missing'],
    [{ profiles: {} }, 'profiles: must hold at least one profile'],
    [{ profiles: 'blog' }, 'profiles: must be an object that holds profiles by name'],
    [{ profiles: { blog: null } }, 'profiles.blog: must be an object'],
    [{ profiles: { blog: { provider: 'minio' } } }, 'profiles.blog.bucket: is missing'],
    [{ profiles: { blog: { bucket: 'my-notes' } } }, 'profiles.blog.provider: is missing'],
    [{ profiles: { 'my blog': blog } }, 'profiles.my blog: must have a name, without spaces or slashes'],
    [{ profiles: { '': blog } }, 'profiles.: must have a name, without spaces or slashes'],
    [
      { profiles: { [`${'a'.repeat(65)}`]: blog } },
      `profiles.${'a'.repeat(65)}: must have a name of at most 64 characters`,
    ],
    [
      { version: 2, profiles: { blog } },
      'version: must be 1, unless a newer Imbed wrote this: update Imbed then',
    ],
    [{ profiles: { blog }, storage: { mode: 'both' } }, 'storage.mode: must be one of remote, local, dual'],
    [{ profiles: { blog }, storage: { rules: {} } }, 'storage.rules: must be a list of rules'],
    [{ profiles: { blog }, storage: { rules: [{ mode: 'off' }] } }, 'storage.rules.0.notes: is missing'],
    [
      { profiles: { blog }, storage: { rules: [{ notes: '*', mode: 'of' }] } },
      'storage.rules.0.mode: is not one of the choices; did you mean "off"?',
    ],
    [
      { profiles: { blog }, storage: { rules: [{ notes: '*', mod: 'off' }] } },
      'storage.rules.0.mod: is not a setting; did you mean "mode"?',
    ],
    [{ profiles: { blog }, storage: { folder: '' } }, 'storage.folder: must not be empty'],
  ])('%j is refused in words, at its place', (value, problem) => {
    expect(problems(value)).toEqual([problem]);
  });

  test('with a mistyped setting is refused with the nearest one', () => {
    expect(problems({ profiles: { blog }, stroage: {} })).toEqual([
      'stroage: is not a setting; did you mean "storage"?',
    ]);
    expect(profileProblems({ keytemplate: 'x' })).toEqual([
      'profiles.blog.keytemplate: is not a setting; did you mean "keyTemplate"?',
    ]);
    expect(profileProblems({ flavour: 1 })).toEqual(['profiles.blog.flavour: is not a setting']);
  });

  test('tells everything that is wrong at once', () => {
    expect(profileProblems({ bucket: 1, tlsVerify: 'yes', maxBytes: 0 })).toHaveLength(3);
  });
});

describe('the default profile', () => {
  const two = { blog, work: blog };

  test('is the only one when there is only one', () => {
    expect(parseSettings({ profiles: { work: blog } })).toMatchObject({ value: { defaultProfile: 'work' } });
  });

  test('must be named when there are several', () => {
    expect(problems({ profiles: two })).toEqual(['defaultProfile: is missing; choose one of blog, work']);
  });

  test('must exist', () => {
    expect(problems({ defaultProfile: 'blgo', profiles: two })).toEqual([
      'defaultProfile: names no profile; did you mean "blog"?',
    ]);
    expect(problems({ defaultProfile: 'elsewhere', profiles: two })).toEqual([
      'defaultProfile: names no profile; there are: blog, work',
    ]);
  });

  test('is the one that was asked for, whatever the configuration says or leaves out', () => {
    const asked = (name: string) => ({ name, field: '--profile' });
    expect(parseSettings({ profiles: two }, asked('work'))).toMatchObject({
      value: { defaultProfile: 'work' },
    });
    const value = { defaultProfile: 'gone', profiles: two };
    expect(parseSettings(value, asked('blog'))).toMatchObject({ value: { defaultProfile: 'blog' } });
    expect(parseSettings(value, asked('wrok'))).toMatchObject({ issues: [{ field: '--profile' }] });
  });

  test('is not found among the properties of every object', () => {
    expect(problems({ defaultProfile: 'constructor', profiles: two })).toHaveLength(1);
  });
});

describe('a profile', () => {
  test.each([
    ['provider', 'aliyun', 'is not one of the choices; did you mean "aliyun-oss"?'],
    ['bucket', '', 'must not be empty'],
    ['region', 5, 'must be text, in quotes'],
    ['endpoint', null, 'must be text, in quotes'],
    ['addressing', 'paths', 'is not one of the choices; did you mean "path"?'],
    ['addressing', 1, 'must be one of auto, virtual-hosted, path'],
    ['dialect', 'native', 'must be one of auto, s3, oss'],
    ['keyTemplate', '', 'must not be empty'],
    ['cacheControl', 'no-store\r\nx: y', 'must be of plain ASCII characters'],
    ['contentDisposition', 'inline; filename="图.png"', 'must be of plain ASCII characters'],
    ['acl', 'Public Read', 'must be a canned ACL such as public-read, or empty'],
    ['onConflict', 'overwrite', 'must be one of suffix, refuse'],
    ['access', 'private', 'must be one of public, signed'],
    ['maxBytes', 0, 'must be at least 1'],
    ['maxBytes', 1.5, 'must be a whole number'],
    ['maxBytes', '50 MB', 'must be a number of bytes'],
    ['maxBytes', 6e9, 'must be at most 5368709120'],
    ['timeoutSeconds', 0, 'must be at least 1'],
    ['timeoutSeconds', 3601, 'must be at most 3600'],
    ['timeoutSeconds', '30', 'must be a number of seconds'],
    ['tlsVerify', 'false', 'must be true or false'],
    ['proxy', 'localhost:8080', proxyProblem],
    ['proxy', 'socks5://localhost:1080', proxyProblem],
  ])('refuses %s = %j', (setting, value, problem) => {
    expect(profileProblems({ [setting]: value })).toEqual([`profiles.blog.${setting}: ${problem}`]);
  });

  test.each(['http://me:secret@proxy:3128', 'https://proxy.example'])(
    'may go through the proxy %s',
    (proxy) => {
      expect(profileProblems({ proxy })).toEqual([]);
    },
  );
});

describe('credentials', () => {
  test.each([
    [{ source: 'env' }],
    [{ source: 'inline', accessKeyId: 'AK', secretAccessKey: 'SK' }],
    [{ source: 'inline', accessKeyId: 'AK', secretAccessKey: 'SK', sessionToken: 'T' }],
    [{ source: 'process', command: 'vault read' }],
    [{ source: 'aws-profile' }],
    [{ source: 'aws-profile', profile: 'work' }],
  ])('%j are accepted as they are', (credentials) => {
    expect(parseSettings({ profiles: { blog: { ...blog, credentials } } })).toMatchObject({
      value: { profiles: { blog: { credentials } } },
    });
  });

  test.each([
    ['keys', ': must be an object with a "source", one of env, inline, process, aws-profile'],
    [{}, '.source: must be one of env, inline, process, aws-profile'],
    [{ source: 'vault' }, '.source: must be one of env, inline, process, aws-profile'],
    [{ source: 'env', accessKeyId: 'AK' }, '.accessKeyId: is not a setting'],
    [{ source: 'process' }, '.command: is missing'],
    [{ source: 'process', command: '' }, '.command: must not be empty'],
    [{ source: 'inline', accessKeyId: 'AK' }, '.secretAccessKey: is missing'],
    [{ source: 'inline', accessKeyId: 'AK', secretAccessKey: '' }, '.secretAccessKey: must not be empty'],
    [
      { source: 'inline', accessKeyId: 'AK', secretAccesKey: 'SK', secretAccessKey: 'SK' },
      '.secretAccesKey: is not a setting; did you mean "secretAccessKey"?',
    ],
    [
      { source: 'inline', accessKeyId: 'AK\n', secretAccessKey: 'SK' },
      '.accessKeyId: must not contain spaces or line breaks',
    ],
  ])('%j are refused', (credentials, problem) => {
    expect(profileProblems({ credentials })).toEqual([`profiles.blog.credentials${problem}`]);
  });
});

test('no issue repeats what was found, for it may be a secret in the wrong place', () => {
  const anywhere = fc.constantFrom(
    ...Object.keys(defaultProfile),
    'provider',
    'bucket',
    'accessKeyId',
    'secretAccessKey',
  );
  fc.assert(
    fc.property(anywhere, fc.boolean(), (setting, wrapped) => {
      const secret = 'LTAI hunter2 ünsäglich';
      const value = wrapped ? { [secret.toLowerCase()]: 0, secret } : secret;
      const inner = { source: 'inline', accessKeyId: secret, secretAccessKey: value };
      const found = profileProblems({ credentials: inner, [setting]: value });
      expect(found.map((line) => line.slice(line.indexOf(': '))).join()).not.toContain('hunter2');
    }),
  );
});

test('whatever is parsed, the answer is settings or issues with words', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const result = parseSettings({ profiles: { blog: value } });
      if (!result.ok) for (const { problem } of told(result.issues)) expect(problem).toMatch(/^(must|is) /);
    }),
  );
});
