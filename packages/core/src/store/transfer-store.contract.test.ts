import { startEmbeddedStore, waysToBucket } from '../testing/embedded-store.ts';
import { transferStoreContract } from '../testing/transfer-store-contract.ts';

for (const way of waysToBucket)
  transferStoreContract(`the transfer store, ${way}`, () => startEmbeddedStore(way));
