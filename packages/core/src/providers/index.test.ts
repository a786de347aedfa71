import { describe, expect, test } from 'vitest';
import { problems } from '../testing/resolve-in-tests.ts';
import { closedProviders } from './closed.ts';
import { providers } from './index.ts';
import { closedProviderIds, openProviderIds } from './provider-id.ts';

describe('every open store', () => {
  test.each(openProviderIds)('%s is registered under its own id', (id) => {
    expect(providers[id].id).toBe(id);
  });

  test.each(openProviderIds)('%s can be named, asked for and read about', (id) => {
    const { name, docsUrl, fields, defaultRegion, regions, credentialVariables } = providers[id];
    expect(name.en).not.toBe('');
    expect(name.zh).not.toBe('');
    expect(docsUrl).toMatch(/^https:\/\/[^ ]+$/);
    expect(regions).toContain(defaultRegion);
    expect(new Set(regions).size).toBe(regions.length);
    expect(credentialVariables.length).toBeGreaterThan(0);
    expect(fields.every(({ example }) => example !== '')).toBe(true);
  });

  test.each(openProviderIds)(
    '%s is definite once the required questions are answered by their examples',
    (id) => {
      const answers = providers[id].fields
        .filter(({ required }) => required)
        .map(({ key, example }) => [key, example]);
      expect(problems({ bucket: '', ...Object.fromEntries(answers), provider: id })).toEqual([]);
    },
  );

  test.each(openProviderIds)('%s accepts each of its own regions', (id) => {
    const { fields, regions } = providers[id];
    const answers = fields.filter(({ required }) => required).map(({ key, example }) => [key, example]);
    for (const region of regions)
      expect(problems({ bucket: '', ...Object.fromEntries(answers), provider: id, region })).toEqual([]);
  });
});

test('a region is not asked for where there is only one', () => {
  const asked = (id: keyof typeof providers) => providers[id].fields.map(({ key }) => key);
  expect(asked('cloudflare-r2')).toEqual(['bucket', 'endpoint', 'publicBaseUrl']);
  expect(asked('aliyun-oss')).toEqual(['bucket', 'region', 'endpoint', 'publicBaseUrl']);
});

describe('every closed store', () => {
  test.each(closedProviderIds)('%s is answered with its date and where to go instead', (id) => {
    const { closed, alternatives, name } = closedProviders[id];
    const [problem, ...more] = problems({ provider: id, bucket: 'my-notes' });
    expect(more).toEqual([]);
    expect(problem).toBe(
      `provider ${name.en} closed on ${closed}; choose another store, e.g. ${alternatives.join(', ')}, or custom`,
    );
  });
});
