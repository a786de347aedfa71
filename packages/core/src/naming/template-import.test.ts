import { expect, test } from 'vitest';
import { parseKeyTemplate } from './key-template.ts';

/**
 * What templates of other tools say, said as a key template. PicList hashes and counts random text alike; its
 * `{timestamp}` is in milliseconds and `{localFolder:N}` the last folders of the image, where Imbed knows the
 * note's. SHA-1 is not offered: a cut of SHA-256 serves the same purpose.
 */
const theirs: readonly (readonly [tool: string, theirs: string, ours: string, key: RegExp])[] = [
  [
    'PicGo timestamp rename',
    'YYYYMMDDHHmmssSSS',
    '{year}{month}{day}{hour}{minute}{second}{ms}.{ext}',
    /^\d{17}\.png$/,
  ],
  ['PicList', '{Y}/{m}/{d}', '{year}/{month}/{day}', /^2026\/08\/02$/],
  ['PicList', '{y}{m}', '{year:2}{month}', /^2608$/],
  ['PicList', '{h}{i}{s}{ms}', '{hour}{minute}{second}{ms}', /^050607089$/],
  ['PicList', '{md5}', '{md5}', /^[0-9a-f]{32}$/],
  ['PicList', '{md5-16}', '{md5:16}', /^[0-9a-f]{16}$/],
  ['PicList', '{str-6}', '{random:6}', /^[0-9a-z]{6}$/],
  ['PicList', '{filename}', '{name}', /^cat$/],
  ['PicList', '{uuid}', '{uuid}', /^[0-9a-f-]{36}$/],
  ['PicList', '{timestamp}', '{timestampMs}', /^\d{13}$/],
  ['PicList', '{sha256-8}', '{hash:8}', /^[0-9a-f]{8}$/],
  ['PicList', '{localFolder:2}/{filename}', '{noteDir:2}/{name}', /^b\/c\/cat$/],
  [
    'picgo-plugin-s3',
    '{year}/{month}/{md5}.{extName}',
    '{year}/{month}/{md5}.{ext}',
    /^2026\/08\/[0-9a-f]{32}\.png$/,
  ],
  ['picgo-plugin-s3', '{hour}{minute}{second}{millisecond}', '{hour}{minute}{second}{ms}', /^050607089$/],
  ['picgo-plugin-s3', '{timestamp}', '{timestamp}', /^\d{10}$/],
  ['picgo-plugin-s3', '{timestampMS}', '{timestampMs}', /^\d{13}$/],
  ['picgo-plugin-s3', '{fullName}', '{name}.{ext}', /^cat\.png$/],
  ['picgo-plugin-s3', '{fileName:2}.{extName}', '{name:2}.{ext}', /^ca\.png$/],
  ['picgo-plugin-s3', '{sha256:2,4}', '{hash:2,4}', /^2345$/],
  ['picgo-plugin-s3', '{sha256:60}', '{hash:60,4}', /^cdef$/],
  ['picgo-plugin-s3', '{sha1:0,8}', '{hash:0,8}', /^01234567$/],
];

test.each(theirs)('%s: %s is %s here', async (_tool, _theirs, ours, key) => {
  const parsed = parseKeyTemplate(ours);
  const rendered = parsed.ok
    ? await parsed.value.render({
        image: { stem: 'cat', extension: 'png', contentType: 'image/png', bytes: new Uint8Array(1) },
        notePath: 'a/b/c/note.md',
        profile: 'blog',
        now: new Date(2026, 7, 2, 5, 6, 7, 89),
        random: {
          string: (length) => 'z'.repeat(length),
          uuid: () => '00000000-0000-4000-8000-000000000000',
        },
        sha256: () => Promise.resolve('0123456789abcdef'.repeat(4)),
        md5: () => Promise.resolve('0123456789abcdef'.repeat(2)),
      })
    : parsed;
  expect(rendered.ok && rendered.value.key).toMatch(key);
});
