import { describe, expect, test } from 'vitest';
import { isImbedError } from '../errors.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import { objectKey } from '../testing/odd-keys.ts';
import { openScripted, type Script } from '../testing/scripted-store.ts';
import type { ScriptedReply } from '../testing/scripted-transport.ts';
import { createLightBucketStore } from './light-bucket-store.ts';
import type { BucketStore, ListPage, ListRequest } from './object-store.ts';
import { createSdkStore } from './sdk-store.ts';

describe.each([
  ['the AWS SDK', createSdkStore],
  ['the light wire', createLightBucketStore],
] as const)('a bucket by %s:', (_, create) => {
  const open = (script: Script, changes?: Partial<ResolvedStore>) => openScripted(create, script, changes);

  test('an answer that cannot be parsed is ours to explain, not a stack trace', async () => {
    const { store } = open([{ status: 200, body: '<ListBucketResult><Contents>' }]);
    const error: unknown = await listed(store, {}).catch((reason: unknown) => reason);
    expect(isImbedError(error)).toBe(true);
  });

  describe('listing', () => {
    const page = (content: string) => ({
      status: 200,
      body: `<ListBucketResult>${content}</ListBucketResult>`,
    });
    const object = (name: string) => `<Contents><Key>${name}</Key><Size>1</Size></Contents>`;

    test('decodes keys only where the store says that they are encoded', async () => {
      const content = `${object('100%25+1%2B1.png')}<CommonPrefixes><Prefix>a%2Fb+c/</Prefix></CommonPrefixes>`;
      const encoded = open([page(`<EncodingType>url</EncodingType>${content}`)]);
      expect(await listed(encoded.store, {})).toMatchObject([
        { objects: [{ key: '100% 1+1.png' }], prefixes: ['a/b c/'] },
      ]);
      expect(encoded.transport.requests[0]?.url).toContain('encoding-type=url');
      const plain = open([page(content)], { list: { version: 2, urlEncode: false } });
      expect(await listed(plain.store, {})).toMatchObject([
        { objects: [{ key: '100%25+1%2B1.png' }], prefixes: ['a%2Fb+c/'] },
      ]);
      expect(plain.transport.requests[0]?.url).not.toContain('encoding-type');
    });

    test('goes on where version 2 says', async () => {
      const first = page(
        `${object('a')}<IsTruncated>true</IsTruncated><NextContinuationToken>t/1=</NextContinuationToken>`,
      );
      const { store, transport } = open([first, page(object('b'))]);
      expect(await listed(store, { prefix: 'p/', delimiter: '/', pageSize: 1 })).toHaveLength(2);
      const query = new URL(transport.requests[1]?.url ?? '').searchParams;
      expect(Object.fromEntries(query)).toMatchObject({
        'continuation-token': 't/1=',
        'list-type': '2',
        'max-keys': '1',
        delimiter: '/',
        prefix: 'p/',
      });
    });

    test.each([
      ['the marker', '<NextMarker>a%2F</NextMarker>', 'a/'],
      ['the last key', '', 'last one'],
    ])('goes on after %s in version 1', async (_, marker, expected) => {
      const first = page(
        `<EncodingType>url</EncodingType>${object('last%20one')}<IsTruncated>true</IsTruncated>${marker}`,
      );
      const { store, transport } = open([first, page('')], { list: { version: 1, urlEncode: true } });
      await listed(store, {});
      expect(new URL(transport.requests[1]?.url ?? '').searchParams.get('marker')).toBe(expected);
    });

    test.each([1, 2] as const)(
      'never passes off a listing that stops short as complete (version %i)',
      async (version) => {
        const { store } = open([page('<IsTruncated>true</IsTruncated>')], {
          list: { version, urlEncode: true },
        });
        await expect(listed(store, {})).rejects.toMatchObject({ code: 'store/rejected' });
      },
    );

    test('does not go on by the last key where version 2 names no token', async () => {
      const { store, transport } = open(() => page(`${object('a')}<IsTruncated>true</IsTruncated>`));
      await expect(listed(store, {})).rejects.toMatchObject({ code: 'store/rejected' });
      expect(transport.requests).toHaveLength(1);
    });

    test.each([
      [1, ''],
      [2, '<NextContinuationToken>t</NextContinuationToken>'],
    ] as const)('ends on a store that ignores where it should go on (version %i)', async (version, token) => {
      const same = page(`${object('a')}<IsTruncated>true</IsTruncated>${token}`);
      const list = { version, urlEncode: true };
      const { store, transport } = open((_, index) => (index < 5 ? same : page('')), { list });
      await expect(listed(store, {})).rejects.toMatchObject({ code: 'store/rejected' });
      expect(transport.requests).toHaveLength(2);
    });
  });

  describe('deleting many', () => {
    const keys = Array.from({ length: 1001 }, (_, index) => objectKey(`k${index}`));
    const done: ScriptedReply = { status: 200, body: '<DeleteResult/>' };

    test('sends 1,000 keys a request', async () => {
      const { store, transport } = open([done, done]);
      await store.deleteMany(keys);
      const counts = transport.requests.map(
        ({ body }) => new TextDecoder().decode(body).match(/<Key>/g)?.length,
      );
      expect(counts).toEqual([1000, 1]);
    });

    test('tries every batch, then names what is left', async () => {
      const failing = (name: string, code: string) => `<Error><Key>${name}</Key><Code>${code}</Code></Error>`;
      const body = `<DeleteResult>${failing('k1', 'AccessDenied')}${failing('k2', 'InternalError')}</DeleteResult>`;
      const { store, transport } = open([{ status: 200, body }, done]);
      const error: unknown = await store.deleteMany(keys).catch((reason: unknown) => reason);
      expect(transport.requests).toHaveLength(2);
      expect(error).toMatchObject({
        code: 'store/access-denied',
        facts: { key: 'k1', detail: '2 of 1001 objects were not deleted' },
        cause: { errors: [{ facts: { key: 'k1' } }, { facts: { key: 'k2' } }] },
      });
    });
  });
});

async function listed(store: BucketStore, request: ListRequest): Promise<readonly ListPage[]> {
  const pages: ListPage[] = [];
  for await (const page of store.list(request)) pages.push(page);
  return pages;
}
