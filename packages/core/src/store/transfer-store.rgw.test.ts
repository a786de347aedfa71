import { openRgwStore } from '../testing/rgw-store.ts';
import { transferStoreContract } from '../testing/transfer-store-contract.ts';

transferStoreContract('the transfer store, Ceph RGW', openRgwStore);
