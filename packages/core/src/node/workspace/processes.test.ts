import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { linkSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { diskWorkspaces } from '../../testing/disk-workspace.ts';
import { createSeededRandom } from '../../testing/seeded-random.ts';

const create = diskWorkspaces();
const modulePath = fileURLToPath(new URL('./node-workspace.ts', import.meta.url));

/** Runs `script` in a process of its own; it has `workspace`, and `args`. */
function start(script: string, root: string, ...args: readonly string[]): ChildProcess {
  const whole = `
    const { createNodeWorkspace } = await import(process.argv[1]);
    const [root, ...args] = process.argv.slice(2);
    const workspace = createNodeWorkspace(root);
    ${script}
  `;
  const node = ['--expose-gc', '--input-type=module', '-e', whole, modulePath, root, ...args];
  return spawn(process.execPath, node, { stdio: ['pipe', 'pipe', 'inherit'] });
}

async function linesOf(child: ChildProcess, onLine = (_line: string) => {}): Promise<readonly string[]> {
  const lines: string[] = [];
  if (child.stdout !== null)
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      onLine(line);
    }
  return lines;
}

async function killed(child: ChildProcess, afterLines: number): Promise<void> {
  const exited = once(child, 'exit');
  let seen = 0;
  if (child.stdout === null) throw new Error('nothing to read from');
  for await (const _ of createInterface(child.stdout)) if (++seen === afterLines) child.kill('SIGKILL');
  await exited;
}

const LETTERS = 300_000;

/** Texts that show whether they are whole: a number, and a letter again and again. */
const wholeText = (turn: number) => `${turn}\n${String.fromCharCode(97 + (turn % 26)).repeat(LETTERS)}\n`;

it('a note is the old or the new one whole, whenever a process is killed', async () => {
  const notes = Array.from({ length: 6 }, (_, index) => `note ${index}.md`);
  const { root, workspace, bytes, put } = create(
    Object.fromEntries(notes.map((name) => [name, wholeText(0)])),
  );
  const random = createSeededRandom(7);
  const writeForEver = `
    const turns = new Map();
    for (let turn = Number(args[0]); ; turn++)
      await Promise.all(${JSON.stringify(notes)}.map(async (path) => {
        const note = await workspace.readNote(path);
        const next = Number(note.text.split('\\n')[0]) + 1;
        await workspace.writeNote(note, next + '\\n' + String.fromCharCode(97 + (next % 26)).repeat(${LETTERS}) + '\\n');
        await workspace.create(path + '-' + next + '.png', new Uint8Array(100_000).fill(7));
        console.log(next);
      }));
  `;
  let leftBehind = 0;
  const turns: number[] = [];
  // By chance no kill may have hit a file that is half written: then there are more.
  for (let round = 0; round < 12 || (leftBehind === 0 && round < 200); round++) {
    await killed(start(writeForEver, root, '0'), 1 + Math.floor(random() * 40));
    for (const note of notes) {
      const text = new TextDecoder().decode(bytes(note));
      const turn = Number.parseInt(text, 10);
      expect(text === wholeText(turn)).toBe(true);
      turns.push(turn);
    }
    for (const name of readdirSync(root).filter((one) => one.endsWith('.png'))) {
      expect(Buffer.alloc(100_000, 7).equals(bytes(name) ?? Buffer.alloc(0))).toBe(true);
      put(name, undefined);
    }
    leftBehind += readdirSync(root).filter((name) => name.startsWith('.imbed-')).length;
    for await (const _ of workspace.files()) break;
    expect(readdirSync(root).filter((name) => name.startsWith('.imbed-'))).toEqual([]);
  }
  expect(leftBehind).toBeGreaterThan(0);
  expect(Math.max(...turns)).toBeGreaterThan(10);
});

it('two processes on one note lose no change of the other', async () => {
  const { root, bytes } = create({ 'a.md': 'start\n' });
  const appendLines = `
    let isFirst = true;
    for (let turn = 0; turn < 40; ) {
      const note = await workspace.readNote('a.md');
      if (isFirst) {
        console.log('read');
        for await (const _ of process.stdin);
        isFirst = false;
      }
      try {
        await workspace.writeNote(note, note.text + args[0] + turn + '\\n');
        turn++;
      } catch (error) {
        if (error.code !== 'note/changed') throw error;
        console.log('changed');
      }
    }
  `;
  const children = ['x', 'y', 'z'].map((name) => start(appendLines, root, name));
  // Each begins with the same note in its hands, however long it took to start.
  let ready = 0;
  const onLine = (line: string) => {
    if (line === 'read' && ++ready === children.length) for (const { stdin } of children) stdin?.end();
  };
  const told = (await Promise.all(children.map((child) => linesOf(child, onLine)))).flat();
  const lines = new TextDecoder().decode(bytes('a.md')).trimEnd().split('\n');
  for (const name of ['x', 'y', 'z'])
    expect(lines.filter((line) => line.startsWith(name))).toEqual(
      Array.from({ length: 40 }, (_, turn) => `${name}${turn}`),
    );
  expect(lines.length).toBe(121);
  expect(told.filter((line) => line === 'changed').length).toBeGreaterThan(1);
  expect(readdirSync(root)).toEqual(['a.md']);
});

it('a walk through 10,000 files takes no more memory at its end than at its beginning', async () => {
  const { root, put } = create();
  for (let index = 0; index < 10_000; index++) {
    const path = `folder ${index % 100}/note with a long name ${index}.md`;
    if (index < 100) put(path, 'x');
    else linkSync(join(root, 'folder 0/note with a long name 0.md'), join(root, path));
  }
  const walk = `
    let count = 0;
    const heap = [];
    for await (const { path } of workspace.files())
      if (++count % 2500 === 0) {
        gc();
        heap.push(process.memoryUsage().heapUsed);
      }
    console.log(JSON.stringify({ count, heap }));
  `;
  const [line = ''] = await linesOf(start(walk, root));
  const { count, heap } = JSON.parse(line);
  expect(count).toBe(10_000);
  expect(heap.at(-1) - heap[0]).toBeLessThan(200_000);
});
