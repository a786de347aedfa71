import type { UploadLine } from '../../serve/page-api.ts';
import type { UploadSource } from '../api/api.ts';
import { explained, Trouble } from '../api/trouble.ts';
import { addressName } from '../input/transfer.ts';
import type { UploadPhase, UploadTask } from '../model/model.ts';
import { isUnderWay } from '../model/uploads.ts';
import type { Context } from './context.ts';

/** Files on their way at once. Browsers keep six connections to a server, and the rest of the page needs some. */
const atOnce = 3;

export interface Uploads {
  add(sources: readonly UploadSource[]): void;
  cancel(id: number): void;
  retry(id: number): void;
  dismiss(id: number): void;
  /** Takes everything off the list that nothing happens to any more. */
  clear(): void;
}

/** @param kept is called when a picture became pending */
export function createUploads({ api, store, words, newId }: Context, kept: () => void): Uploads {
  const running = new Map<number, AbortController>();
  const moved = (id: number, phase: UploadPhase) => store.dispatch({ type: 'uploads/moved', id, phase });
  const announce = (text: string) => store.dispatch({ type: 'page/announced', text });

  function next(): void {
    for (const task of store.get().uploads.toReversed()) {
      if (running.size >= atOnce) return;
      if (task.phase.kind === 'waiting' && !running.has(task.id)) void run(task);
    }
  }

  async function run(task: UploadTask): Promise<void> {
    const controller = new AbortController();
    running.set(task.id, controller);
    moved(task.id, { kind: 'sending', sent: 0, total: 0 });
    const end = await send(task, controller.signal);
    running.delete(task.id);
    moved(task.id, end);
    if ('item' in end) store.dispatch({ type: 'deletions/spared', itemId: end.item.id });
    announce(endText(end, task.name));
    if (end.kind === 'pending') kept();
    next();
  }

  async function send(task: UploadTask, signal: AbortSignal): Promise<UploadPhase> {
    try {
      for await (const line of api.upload(task.source, task.profile, signal)) {
        const phase = phaseAfter(line);
        if (phase.kind !== 'sending') return phase;
        moved(task.id, phase);
      }
      throw new Trouble('interrupted');
    } catch (error) {
      return signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', error: explained(error, words()) };
    }
  }

  function endText(end: UploadPhase, name: string): string {
    const { announce: said } = words();
    if (end.kind === 'done') return said.uploaded(name);
    if (end.kind === 'pending') return said.kept(name);
    return end.kind === 'cancelled' ? said.cancelled(name) : said.failed(name);
  }

  return {
    add(sources) {
      const { profile } = store.get();
      const tasks = sources.map((source) => newTask(newId(), source, profile));
      store.dispatch({ type: 'uploads/added', tasks });
      announce(words().announce.added(tasks.length));
      next();
    },
    cancel(id) {
      const controller = running.get(id);
      if (controller === undefined) moved(id, { kind: 'cancelled' });
      else controller.abort();
    },
    retry(id) {
      moved(id, { kind: 'waiting' });
      next();
    },
    dismiss: (id) => store.dispatch({ type: 'uploads/dismissed', ids: [id] }),
    clear() {
      const over = store.get().uploads.filter((task) => !isUnderWay(task));
      store.dispatch({ type: 'uploads/dismissed', ids: over.map(({ id }) => id) });
    },
  };
}

function newTask(id: number, source: UploadSource, profile: string): UploadTask {
  const name = source.kind === 'file' ? source.file.name : addressName(source.url);
  return { id, name, source, profile, phase: { kind: 'waiting' } };
}

function phaseAfter(line: UploadLine): UploadPhase {
  switch (line.type) {
    case 'progress':
      return { kind: 'sending', sent: line.sent, total: line.total };
    case 'done':
      return { kind: 'done', item: line.item };
    case 'pending':
      return { kind: 'pending', item: line.item, error: line.error };
    case 'failed':
      return { kind: 'failed', error: line.error };
  }
}
