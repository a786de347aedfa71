import { bucketStoreContract } from '../testing/bucket-store-contract.ts';
import { objectStoreContract } from '../testing/object-store-contract.ts';
import { openRgwStore } from '../testing/rgw-store.ts';
import { createLightBucketStore } from './light-bucket-store.ts';

objectStoreContract('the bucket on the light wire, Ceph RGW', createLightBucketStore, openRgwStore);
bucketStoreContract('the bucket on the light wire, Ceph RGW', createLightBucketStore, openRgwStore);
