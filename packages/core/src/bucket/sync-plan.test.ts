import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListedObject } from '../store/object-store.ts';
import { planSync, type SyncPlan } from './sync-plan.ts';

type Tree = Readonly<Record<string, string>>;

const prefix = 'p/';

async function planned(direction: SyncPlan['direction'], files: Tree, objects: Tree) {
  const compared: string[] = [];
  const plan = await planSync({
    direction,
    prefix,
    files: Object.entries(files).map(([name, text]) => ({ name, size: text.length, mtimeMs: 0, ctimeMs: 0 })),
    objects: (async function* () {
      for (const [name, text] of Object.entries(objects))
        yield { key: prefix + name, size: text.length, etag: text, lastModified: undefined };
    })(),
    isSame: async ({ name }, { etag }: ListedObject) => {
      compared.push(name);
      return files[name] === etag;
    },
    isExcluded: (name) => name.startsWith('skip'),
  });
  return { plan, compared };
}

/** What is there when the plan was done. */
function carriedOut({ transfers, deletions }: SyncPlan, from: Tree, to: Tree): Tree {
  const gone = new Set(deletions.map(({ name }) => name));
  const kept = Object.entries(to).filter(([name]) => !gone.has(name));
  return Object.fromEntries([...kept, ...transfers.map(({ name }) => [name, from[name] ?? '?'] as const)]);
}

const tree = fc.dictionary(
  fc.constantFrom('a', 'b', 'c/d', 'c/e', 'f', 'g'),
  fc.constantFrom('1', '2', '33'),
);

describe('a plan', () => {
  it('makes one side what the other is, whatever they are, and moves no more than that takes', async () => {
    await fc.assert(
      fc.asyncProperty(tree, tree, fc.constantFrom('up', 'down'), async (files, objects, direction) => {
        const [from, to] = direction === 'up' ? [files, objects] : [objects, files];
        const { plan, compared } = await planned(direction, files, objects);
        expect(carriedOut(plan, from, to)).toEqual(from);
        const differing = Object.keys(from).filter((name) => from[name] !== to[name]);
        expect(plan.transfers.map(({ name }) => name)).toEqual(differing.toSorted());
        expect(plan.same).toBe(Object.keys(from).length - differing.length);
        expect(plan.deletions.map(({ name }) => name)).toEqual(
          Object.keys(to)
            .filter((name) => from[name] === undefined)
            .toSorted(),
        );
        expect(compared.every((name) => files[name]?.length === objects[name]?.length)).toBe(true);
      }),
    );
  });

  it('leaves alone what is excluded, and what stands for a folder', async () => {
    const { plan } = await planned('up', {}, { 'skip me': '1', 'folder/': '', '': '', gone: '1' });
    expect(plan).toEqual({
      direction: 'up',
      same: 0,
      transfers: [],
      deletions: [{ name: 'gone', key: 'p/gone' }],
    });
  });
});
