import { bucketStoreContract } from '../testing/bucket-store-contract.ts';
import { objectStoreContract } from '../testing/object-store-contract.ts';
import { openRgwStore } from '../testing/rgw-store.ts';
import { createSdkStore } from './sdk-store.ts';

objectStoreContract('the SDK wire, Ceph RGW', createSdkStore, openRgwStore);
bucketStoreContract('the SDK wire, Ceph RGW', createSdkStore, openRgwStore);
