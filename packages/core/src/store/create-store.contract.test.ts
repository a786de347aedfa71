import { startEmbeddedStore } from '../testing/embedded-store.ts';
import { objectStoreContract } from '../testing/object-store-contract.ts';
import { createStore } from './create-store.ts';

for (const way of ['path', 'OSS on a custom domain'] as const)
  objectStoreContract(`the store of a profile, ${way}`, createStore, () => startEmbeddedStore(way));
