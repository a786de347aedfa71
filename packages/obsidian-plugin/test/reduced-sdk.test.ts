import { bucketStoreContract } from '../../core/src/testing/bucket-store-contract.ts';
import { startEmbeddedStore } from '../../core/src/testing/embedded-store.ts';
import { objectStoreContract } from '../../core/src/testing/object-store-contract.ts';
import { reducedSdkStore } from './reduced-sdk.ts';

const createSdkStore = reducedSdkStore();

// No part of the AWS SDK that is left out of the plugin may be missed; core tries the whole one in every way to a bucket.
objectStoreContract("the plugin's SDK", createSdkStore, () => startEmbeddedStore('path'));
for (const way of ['path', 'OSS on a custom domain'] as const)
  bucketStoreContract(`the plugin's SDK, ${way}`, createSdkStore, () => startEmbeddedStore(way));
