import { bucketStoreContract } from '../../core/src/testing/bucket-store-contract.ts';
import { objectStoreContract } from '../../core/src/testing/object-store-contract.ts';
import { openRgwStore } from '../../core/src/testing/rgw-store.ts';
import { reducedSdkStore } from './reduced-sdk.ts';

const createSdkStore = reducedSdkStore();

objectStoreContract("the plugin's SDK, Ceph RGW", createSdkStore, openRgwStore);
bucketStoreContract("the plugin's SDK, Ceph RGW", createSdkStore, openRgwStore);
