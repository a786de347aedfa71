import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findImages } from '../../packages/core/src/markdown/find-images.ts';
import { root } from '../lib/run.mjs';
import { format, ratio, spread } from './figures.mjs';
import { illustratedNote, plainNote } from './notes.mjs';

/** Each timing is of this much text, in as many notes as it takes: short timings are noise. */
const TEXT_PER_TIMING = 400_000;

/** Pairs that are not counted: by then the compiler has seen what there is to see. */
const WARM_UPS = 3;

/** Resident memory after a whole vault, against that after its first tenth. */
const MAX_GROWTH = 1.25;

/**
 * Beginnings of images and of what may hide them, without an end. Four times the text may take four times as long,
 * and the noise of this machine; what is quadratic takes sixteen times as long.
 */
const unclosed = [
  ...[
    '![',
    '[',
    '![a](',
    '![a](<',
    '![a](b "',
    '![[',
    '![a][',
    '`a``',
    '$a',
    '%%',
    '<!--',
    '<a b="',
    '<img src="',
  ],
  ...['> ', '- ', '- a\n', '***a ', '[a]: b\n', '$$\n', '| a\n', '<div>\n', '```\n', '\\'],
];
const MAX_SLOWDOWN = 8;

/**
 * What finding the images of notes costs, as ratios of timings that take turns in one process.
 * @param {{ runs: number, only: string }} options `only`: part of a comparison's title
 * @returns {Promise<number>} targets missed
 */
export async function benchMarkdown({ runs, only }) {
  const fromMarkdown = await loadMdast();
  /** @type {readonly { title: string, target: number, measure: () => ReturnType<typeof spread> }[]} */
  const comparisons = [
    ...[2, 10, 100].map((kilobytes) => ({
      title: `finding images / mdast-util-from-markdown, notes of ${kilobytes} kB full of images`,
      target: 1 / 12,
      measure: () => {
        const notes = [illustratedNote(kilobytes * 1000, 1)];
        return compare(runs, reader(findImages, notes), reader(fromMarkdown, notes));
      },
    })),
    {
      title: 'a note without a marker / a note full of images, 10 kB',
      target: 1 / 20,
      measure: () =>
        compare(
          runs,
          reader(findImages, [plainNote(10_000)]),
          reader(findImages, [illustratedNote(10_000, 1)]),
        ),
    },
    {
      title: 'the worst of 200 kB / 50 kB, nothing closed',
      target: MAX_SLOWDOWN,
      measure: () => worst(unclosed.map((piece) => slowdown(runs, piece))),
    },
    {
      title: 'resident memory after 10,000 notes / after 1,000, 100 MB in all, planned',
      target: MAX_GROWTH,
      measure: planVault,
    },
  ];
  console.log(
    `Node ${process.version}; ${runs} pairs each after ${WARM_UPS} to warm up; median [min-max] of the ratio`,
  );
  let missed = 0;
  for (const { title, target, measure } of comparisons.filter((one) => one.title.includes(only))) {
    const figure = measure();
    const met = figure.median <= target;
    console.log(`${title}\n  ${format(figure)}  ≤ ${target.toFixed(3)}: ${met ? 'met' : 'MISSED'}`);
    if (!met) missed++;
  }
  return missed;
}

/** From core's own development dependencies, as its tests have it. */
async function loadMdast() {
  const path = createRequire(join(root, 'packages/core/package.json')).resolve('mdast-util-from-markdown');
  const { fromMarkdown } = await import(pathToFileURL(path).href);
  return fromMarkdown;
}

/** @param {(text: string) => unknown} read @param {readonly string[]} notes */
function reader(read, notes) {
  const size = notes.reduce((sum, note) => sum + note.length, 0);
  const times = Math.ceil(TEXT_PER_TIMING / size);
  return () => {
    const start = performance.now();
    for (let time = 0; time < times; time++) for (const note of notes) read(note);
    return performance.now() - start;
  };
}

/** @param {number} runs @param {() => number} a @param {() => number} b in milliseconds */
function compare(runs, a, b) {
  const pairs = [];
  for (let run = -WARM_UPS; run < runs; run++) {
    const pair = { a: { wall: a() }, b: { wall: b() } };
    if (run >= 0) pairs.push(pair);
  }
  return ratio(pairs, 'wall');
}

/** @param {number} runs @param {string} piece */
function slowdown(runs, piece) {
  const timing = (length) => {
    const note = `${piece.repeat(length / piece.length)}\n\n![a](b.png)`;
    return () => {
      const start = performance.now();
      findImages(note);
      return performance.now() - start;
    };
  };
  return compare(runs, timing(200_000), timing(50_000));
}

/** @param {readonly ReturnType<typeof spread>[]} figures */
function worst(figures) {
  return figures.reduce((one, other) => (one.median > other.median ? one : other));
}

/** In a process of its own, whose memory holds nothing else. */
function planVault() {
  const script = fileURLToPath(new URL('markdown-vault.mjs', import.meta.url));
  const { early, late, references, megabytes } = JSON.parse(
    execFileSync(process.execPath, [script], { encoding: 'utf8' }),
  );
  console.log(
    `  ${references} references in ${megabytes} MB; ${early} MiB after the first tenth, ${late} MiB at the end`,
  );
  return spread([late / early]);
}
