import { expect, test } from 'vitest';
import { publicUrl } from '../providers/public-url.ts';
import { defaultProfile } from '../settings/defaults.ts';
import { createStore } from '../store/create-store.ts';
import { objectKey } from '../testing/odd-keys.ts';
import { openRgwStore } from '../testing/rgw-store.ts';
import { initFor } from '../testing/store-under-test.ts';
import { createPrivateImages } from './private-images.ts';

test('on Ceph RADOS Gateway an image of a private bucket is shown by the signed link alone', async () => {
  const server = await openRgwStore();
  const store = server.storeOf(server.bucket);
  const init = initFor(server, { store });
  const body = Uint8Array.of(1, 2, 3);
  const key = objectKey('notes/图 1+2.png');
  await createStore(init).put({ key, body, contentType: 'image/png' });
  const { endpoint, bucket } = store;
  const diary = { ...defaultProfile, provider: 'ceph-rgw', endpoint, bucket, access: 'signed' } as const;
  const host = { ...init, credentialsOf: () => init.credentials };

  const link = publicUrl(store, key);
  const shown = (await createPrivateImages({ profiles: { diary } }, host).sign(link)) ?? '';
  expect((await fetch(link)).status).toBe(403);
  expect(new Uint8Array(await (await fetch(shown)).arrayBuffer())).toEqual(body);
  await server.close();
});
