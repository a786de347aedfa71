import { startEmbeddedStore } from '../testing/embedded-store.ts';
import { uploadFaultContract } from '../testing/upload-fault-contract.ts';

uploadFaultContract('the embedded server', () => startEmbeddedStore('path'));
