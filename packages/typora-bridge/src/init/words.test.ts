import { bucketAbilities, defaultProfile, openProviderIds, type Profile } from '@imbed/core';
import { describe, expect, it } from 'vitest';
import { openingOf } from './settings.ts';
import { initWords } from './words.ts';

const locales = ['en', 'zh-CN'] as const;

function asked(provider: Profile['provider'], changes: Partial<Profile> = {}) {
  const profile: Profile = { ...defaultProfile, provider, bucket: 'b', ...changes };
  const opening = openingOf(profile, 'blog');
  return locales.map((locale) => ({
    create: initWords(locale).create('b', opening),
    publish: initWords(locale).publish('b', opening),
  }));
}

describe('the question before a bucket is opened', () => {
  it('names the folder only where a policy opens no more', () => {
    for (const provider of openProviderIds) {
      const namesFolder = bucketAbilities(provider).publicRead === 'policy';
      for (const { create, publish } of asked(provider)) {
        expect([provider, create.includes('img/*')]).toEqual([provider, namesFolder]);
        expect([provider, publish?.includes('img/*') ?? false]).toEqual([provider, namesFolder]);
      }
    }
  });

  it('says that it is about the whole bucket where an ACL opens it, or the template has no folder', () => {
    for (const [en, zh] of [asked('aliyun-oss'), asked('minio', { keyTemplate: '{hash}.{ext}' })]) {
      expect(en?.create).toContain('let everybody read all that is in it');
      expect(en?.publish).toContain('Let everybody read all that is in it');
      expect([zh?.create, zh?.publish].every((text) => text?.includes('全部内容'))).toBe(true);
    }
  });

  it('says that the block of an Amazon bucket is lifted', () => {
    for (const { create, publish } of asked('aws-s3'))
      for (const question of [create, publish]) expect(question).toMatch(/Block public access|阻止公开访问/);
    for (const { create } of [...asked('minio'), ...asked('aws-s3', { access: 'signed' })])
      expect(create).not.toMatch(/Block|阻止/);
  });

  it('leaves a folder to the console that a policy would take for a pattern', () => {
    for (const { create, publish } of asked('minio', { keyTemplate: 'i*/{hash}.{ext}' })) {
      expect(create).not.toMatch(/everybody|所有人/);
      expect(publish).toBeUndefined();
    }
  });

  it('says of a bucket that is there that its ACL is replaced, where an ACL opens it', () => {
    const [en, zh] = asked('aliyun-oss');
    expect([en?.create, en?.publish, zh?.publish].map((text) => /ACL/.test(text ?? ''))).toEqual([
      ...[false, true, true],
    ]);
    expect(asked('minio', { keyTemplate: '{hash}.{ext}' })[0]?.publish).not.toContain('ACL');
  });

  it('promises nothing that Imbed cannot do, and then asks for nothing later', () => {
    for (const provider of ['cloudflare-r2', 'digitalocean-spaces'] as const)
      for (const { create, publish } of asked(provider)) {
        expect(create).not.toMatch(/everybody|所有人/);
        expect(publish).toBeUndefined();
      }
  });

  it('speaks of a private bucket where links are to be signed', () => {
    const [en, zh] = asked('aliyun-oss', { access: 'signed' });
    expect([en?.create, zh?.create]).toEqual(['Make the bucket "b", private?', '创建私有的存储桶“b”吗？']);
  });
});
