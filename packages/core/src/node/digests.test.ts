import { describeDigests } from '../testing/digests-contract.ts';
import { nodeDigests } from './digests.ts';

describeDigests('node digests', nodeDigests);
