import { createLocalCopies } from '../upload/local-copy.ts';
import { createCopySearch, type FoundCopy } from './copy-search.ts';
import { downloadStep } from './flip-to-local.ts';
import type { JobHost } from './job.ts';
import { createOwnObjects } from './own-objects.ts';
import type { PlannedNote, Step } from './step.ts';

interface MissingCopies {
  /** Brings back the local copy of what a `dual` note shows from the store; `undefined` where there is one. */
  plan(target: string, note: PlannedNote): Promise<Step | undefined>;
}

/** The link stays; what the ledger does not know may have a copy of which it knows nothing either. */
export function createMissingCopies(host: JobHost): MissingCopies {
  const objects = createOwnObjects(host);
  const search = createCopySearch(host);
  const copies = createLocalCopies(host);
  return {
    async plan(target, note) {
      if (note.plan.mode !== 'dual') return undefined;
      const object = await objects.find(target, note.plan.profile);
      if (object === undefined || object.entries.length === 0) return undefined;
      const found = await search.find(object);
      if (found?.isKnown) return undefined;
      return found === undefined
        ? keepingLink(downloadStep(host, copies, object, target, note), target)
        : recordStep(host, found, target);
    },
  };
}

function keepingLink(step: Step, target: string): Step {
  return {
    ...step,
    expected: target,
    perform: async (signal) => ({ ...(await step.perform(signal)), target: () => undefined }),
  };
}

/** It was moved since. */
function recordStep({ ledger, clock }: JobHost, found: FoundCopy, target: string): Step {
  const { path, sha256, size } = found;
  return {
    kind: 'record',
    subject: path,
    identity: `record ${path}`,
    expected: target,
    async perform() {
      await ledger.note({ type: 'local', sha256, size, path, at: clock.now().toISOString() });
      return { target: () => undefined, reused: false };
    },
  };
}
