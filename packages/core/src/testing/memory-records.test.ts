import { createMemoryRecords } from './memory-records.ts';
import { createMemoryWorkspace } from './memory-workspace.ts';
import { describeRecords } from './records-contract.ts';

describeRecords('memory records', async (files) => {
  const workspace = createMemoryWorkspace(files);
  const { put, bytes } = workspace;
  return { workspace, records: createMemoryRecords(workspace), put, bytes };
});
