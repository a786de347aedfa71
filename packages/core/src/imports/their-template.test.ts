import { describe, expect, test } from 'vitest';
import { told } from '../testing/told-issues.ts';
import { type Dialect, translateTemplate } from './their-template.ts';

const right: readonly (readonly [dialect: Dialect, theirs: string, ours: string])[] = [
  ['picgo-plugin-s3', '{year}/{month}/{md5}.{extName}', '{year}/{month}/{md5}.{ext}'],
  ['picgo-plugin-s3', '/{fullName}', '{name}.{ext}'],
  ['picgo-plugin-s3', '{timestamp}-{timestampMS}.{extName}', '{timestamp}-{timestampMs}.{ext}'],
  ['picgo-plugin-s3', '{hour}{minute}{second}{millisecond}.{extName}', '{hour}{minute}{second}{ms}.{ext}'],
  ['picgo-plugin-s3', '{sha256:2}.{extName}', '{hash:2,62}.{ext}'],
  ['picgo-plugin-s3', '{sha256:2,4}/{md5:0}', '{hash:2,4}/{md5}'],
  ['picgo-plugin-s3', '{sha1:0,2}/{md5:30}', '{hash:0,2}/{md5:30,2}'],
  ['picgo-plugin-s3', '{md5B64Short}.{extName}', '{md5:7}.{ext}'],
  ['piclist', '{Y}/{m}/{d}/{h}{i}{s}{ms}', '{year}/{month}/{day}/{hour}{minute}{second}{ms}'],
  ['piclist', '{y}-{timestamp}-{str-6}', '{year:2}-{timestampMs}-{random:6}'],
  ['piclist', '{localFolder:2}/{filename}-{md5-16}', '{noteDir:2}/{name}-{md5:16}'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how this plugin writes them
  ['s3-image-uploader', '${year}/${basename}/{sha256:32}.{extName}', '{year}/{note}/{hash:32}.{ext}'],
];

describe('what templates of others say', () => {
  test.each(right)('%s: %s is %s', (dialect, theirs, ours) => {
    const translated = translateTemplate(theirs, dialect);
    expect(translated.ok ? translated.value.keyTemplate : translated.issues).toBe(ours);
  });

  test.each([
    ['{year}/{weather}', '{weather} has no counterpart'],
    ['{md5:99}', '{md5:N} needs a whole number from 1 to 32'],
    ['{toString}', '{toString} has no counterpart'],
    ['{year', 'has no closing "}"'],
  ])('%s cannot be said here', (theirs, problem) => {
    const translated = translateTemplate(theirs, 'picgo-plugin-s3');
    expect(translated.ok ? '' : told(translated.issues)[0]?.problem).toContain(problem);
  });

  test('a digest that Imbed does not make is replaced, which is told', () => {
    const translated = translateTemplate('{sha1}.{extName}', 'piclist');
    expect(translated.ok && translated.value).toMatchObject({
      keyTemplate: '{hash:40}.{ext}',
      problems: [{ code: 'word-replaced', facts: { word: '{sha1}', by: '{hash:40}' } }],
    });
  });
});
