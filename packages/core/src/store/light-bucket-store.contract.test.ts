import { bucketStoreContract } from '../testing/bucket-store-contract.ts';
import { startEmbeddedStore, waysToBucket } from '../testing/embedded-store.ts';
import { objectStoreContract } from '../testing/object-store-contract.ts';
import { createLightBucketStore } from './light-bucket-store.ts';

// What it does with one object is the light wire's, whose contract is tried in every way to a bucket.
objectStoreContract('the bucket on the light wire', createLightBucketStore, () => startEmbeddedStore('path'));
for (const way of waysToBucket)
  bucketStoreContract(`the bucket on the light wire, ${way}`, createLightBucketStore, () =>
    startEmbeddedStore(way),
  );
