import { objectStoreContract } from '../testing/object-store-contract.ts';
import { openRgwStore } from '../testing/rgw-store.ts';
import { createLightStore } from './light-store.ts';

objectStoreContract('the light wire, Ceph RGW', createLightStore, openRgwStore);
