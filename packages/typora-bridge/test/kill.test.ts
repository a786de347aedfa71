import { createSeededRandom } from '@imbed/core/testing';
import { expect, it } from 'vitest';
import { binary } from './support.ts';
import type { Moment } from './vault-scene/run-until.ts';
import {
  conclude,
  createScene,
  life,
  noteCommand,
  run,
  type Scene,
  type ScenePlan,
  undisturbed,
} from './vault-scene/scene.ts';

/** Only into Node can a test reach, to kill it at a step of its own. */
const isNode = binary.endsWith('.cjs');

/** At least so many kills; `IMBED_KILLS` for more. */
const kills = Math.max(Number(process.env['IMBED_KILLS'] ?? 0), 200);

/** Of the same command one after another. */
const MAX_KILLS_IN_A_ROW = 8;

/** One more than most machines have cores free: they also wait for the disk. */
const SCENES_AT_ONCE = 3;

const plans: readonly ScenePlan[] = [
  { mode: 'remote' },
  { mode: 'remote', outage: 'everything' },
  { mode: 'remote', deleteLocal: true },
  { mode: 'dual' },
  { mode: 'remote', outage: 'half of the pictures', deleteLocal: true },
  { mode: 'remote', outage: 'the mirror', mirror: true },
  { mode: 'dual', outage: 'everything', link: 'local' },
];

/** Steps between what is done and what tells of it: each is hit in every run. */
const windows = [
  ...['send HEAD', 'answer HEAD', 'send PUT', 'answer PUT'],
  ...['open ledger', 'write ledger', 'tear ledger', 'open undo log', 'write undo log', 'tear undo log'],
  ...['open draft', 'write draft', 'tear draft', 'sync draft', 'link lock', 'rename note', 'rm lock'],
];
const trashWindows = ['link trash', 'unlink picture'];

/** Where commands were killed, and what decides where the next one is. */
interface Tally {
  readonly killed: string[];
  readonly random: () => number;
  /** Of a command that nothing disturbs, in milliseconds. */
  readonly wallMs: number;
}

/** Only Node is told where to stop. */
function windowsLeft(killed: readonly string[]): readonly string[] {
  return isNode ? [...windows, ...trashWindows].filter((window) => !isHit(killed, window)) : [];
}

function upTo({ random }: Tally, max: number): number {
  return 1 + Math.floor(random() * max);
}

/** A third at windows, first those that were not hit yet, in the end only those; else at any step, any request, any time. */
function nextMoment(tally: Tally, { deleteLocal = false }: ScenePlan): Moment {
  const dice = tally.killed.length < kills ? tally.random() : 1;
  if (dice < 0.2) return { ms: Math.round(tally.wallMs * (0.3 + 0.7 * tally.random())) };
  if (dice < 0.35 || !isNode) return { request: upTo(tally, 15) };
  if (dice < 0.65) return { step: '', nth: upTo(tally, 120) };
  const here = deleteLocal ? [...windows, ...trashWindows] : windows;
  const choices = here.filter((window) => !isHit(tally.killed, window));
  const from = choices.length > 0 ? choices : here;
  return { step: from[upTo(tally, from.length) - 1] ?? '', nth: upTo(tally, 3) };
}

function isHit(killed: readonly string[], window: string): boolean {
  return killed.some((at) => at.endsWith(`: ${window}`));
}

/** A vault that is moved about while its commands are killed, to its good end and all the way back. */
async function play(scene: Scene, tally: Tally): Promise<void> {
  const { plan, vault, alone } = scene;
  const killAgain = async (args: readonly string[]) => {
    for (let lives = 0; lives < MAX_KILLS_IN_A_ROW; lives++) {
      const at = await life(scene, args, nextMoment(tally, plan));
      if (at === undefined) return;
      tally.killed.push(`${args[0]}: ${at}`);
      if (tally.random() < 0.2) vault.moveNote(upTo(tally, 6));
      if (tally.random() < 0.2) vault.moveFolder();
    }
  };
  if (plan.outage !== undefined) {
    await killAgain(noteCommand(plan));
    if (plan.outage === 'everything') await run(scene, noteCommand(plan));
    // Where links stay local, nothing finds a picture that was left behind.
    if (plan.outage === 'everything' && plan.link !== 'local')
      alone.add(vault.moveNote(upTo(tally, 6), 'elsewhere'));
    scene.isOut = false;
    await killAgain(['sync']);
  }
  await killAgain(noteCommand(plan));
  await killAgain(noteCommand(plan));
  const undone = await conclude(scene, () => (tally.random() < 0.5 ? nextMoment(tally, plan) : undefined));
  tally.killed.push(...undone.map((at) => `undo: ${at}`));
}

it(`whatever is killed at ${kills} moments, no note is torn, no link is dead, and no object is forgotten`, {
  timeout: 900_000,
}, async ({ annotate }) => {
  const { newTexts, wallMs } = await undisturbed();
  const killed: string[] = [];
  const worker = async (first: number) => {
    const tally = { killed, wallMs, random: createSeededRandom(first) };
    const playNext = async (turn: number) =>
      play(await createScene(plans[turn % plans.length] ?? { mode: 'remote' }, newTexts), tally);
    let turn = first;
    for (; killed.length < kills; turn += SCENES_AT_ONCE) await playNext(turn);
    // Which windows chance has missed differs from run to run: each plan once more, for these alone.
    const end = turn + plans.length * SCENES_AT_ONCE;
    for (; windowsLeft(killed).length > 0 && turn < end; turn += SCENES_AT_ONCE) await playNext(turn);
  };
  await Promise.all(Array.from({ length: SCENES_AT_ONCE }, (_, index) => worker(index)));
  await annotate(distribution(killed));
  expect(windowsLeft(killed)).toEqual([]);
});

function distribution(killed: readonly string[]): string {
  const counts = Map.groupBy(killed.toSorted(), (at) => at);
  return [...counts].map(([at, { length }]) => `${length} × ${at}`).join('; ');
}
