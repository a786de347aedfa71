import { openRgwStore } from '../testing/rgw-store.ts';
import { uploadFaultContract } from '../testing/upload-fault-contract.ts';

uploadFaultContract('Ceph RGW', openRgwStore);
