import { describeAppendFile } from './append-file-contract.ts';
import { createMemoryAppendFile } from './memory-append-file.ts';

describeAppendFile('memory append file', async (content) => createMemoryAppendFile(content));
