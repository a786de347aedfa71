import { bucketStoreContract } from '../testing/bucket-store-contract.ts';
import { startEmbeddedStore, waysToBucket } from '../testing/embedded-store.ts';
import { objectStoreContract } from '../testing/object-store-contract.ts';
import { createSdkStore } from './sdk-store.ts';

for (const way of waysToBucket) {
  objectStoreContract(`the SDK wire, ${way}`, createSdkStore, () => startEmbeddedStore(way));
  bucketStoreContract(`the SDK wire, ${way}`, createSdkStore, () => startEmbeddedStore(way));
}
