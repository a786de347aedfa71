import { imageDimensions } from '../image/dimensions.ts';
import type { LoadedImage } from '../image/image-source.ts';
import type { RandomSource } from '../ports.ts';
import { slug, slugFolders } from './slug.ts';

/** What a key template may ask for; the costly things only when it does. */
export interface TemplateContext {
  readonly image: LoadedImage;
  /** Path of the note, relative to the vault or workspace; absent where there is none. */
  readonly notePath?: string;
  readonly profile: string;
  readonly now: Date;
  readonly random: RandomSource;
  /** Lower-case hex of the bytes. */
  sha256(): Promise<string>;
  /** Lower-case hex of the bytes. */
  md5(): Promise<string>;
}

/** `{hash:16}` is start 0, length 16; `{hash:2,4}` is start 2, length 4. */
export interface VariableArgument {
  readonly start: number;
  readonly length: number;
}

export interface ArgumentRule {
  /** Largest number that makes sense; the smallest is 1. */
  readonly max: number;
  /** Takes `START,LENGTH` too. */
  readonly slice?: true;
  /** What the number does. */
  readonly meaning: string;
}

export interface TemplateVariable {
  readonly name: string;
  readonly description: string;
  /** As written in a template. */
  readonly example: string;
  /** What {@link example} gives for the image of the documentation. */
  readonly gives: string;
  readonly argument?: ArgumentRule;
  /** Another value at another time, for the same image from the same note. */
  readonly volatile?: true;
  /** May be several segments or none, so it has to stand alone between slashes, with a file name after it. */
  readonly folders?: true;
  /** `undefined` when this image cannot answer. */
  fill(context: TemplateContext, argument: VariableArgument | undefined): Awaitable<string | undefined>;
}

type Awaitable<T> = T | Promise<T>;

const DEFAULT_RANDOM_LENGTH = 8;
const MAX_FOLDERS = 16;

const characters = { max: 120, meaning: 'keeps the first N characters' } as const;

/** The only list of template variables: parser, help text and documentation are made from it. */
export const templateVariables = [
  {
    name: 'name',
    description: 'file name without extension, made safe for links; `image` for a pasted picture',
    example: '{name}',
    gives: 'harbour-at-dawn',
    argument: characters,
    fill: ({ image }, argument) => shortSlug(image.stem, argument, 'image'),
  },
  {
    name: 'ext',
    description: 'extension by content, without a dot',
    example: '{ext}',
    gives: 'png',
    fill: ({ image }) => image.extension,
  },
  {
    name: 'year',
    description: 'year, local time',
    example: '{year}',
    gives: '2026',
    argument: { max: 4, meaning: 'keeps the last N digits' },
    volatile: true,
    fill: ({ now }, argument) => digits(now.getFullYear(), 4).slice(-(argument?.length ?? 4)),
  },
  {
    name: 'month',
    description: 'month, 01 to 12',
    example: '{month}',
    gives: '08',
    volatile: true,
    fill: ({ now }) => digits(now.getMonth() + 1, 2),
  },
  {
    name: 'day',
    description: 'day of the month, 01 to 31',
    example: '{day}',
    gives: '02',
    volatile: true,
    fill: ({ now }) => digits(now.getDate(), 2),
  },
  {
    name: 'hour',
    description: 'hour, 00 to 23',
    example: '{hour}',
    gives: '05',
    volatile: true,
    fill: ({ now }) => digits(now.getHours(), 2),
  },
  {
    name: 'minute',
    description: 'minute, 00 to 59',
    example: '{minute}',
    gives: '06',
    volatile: true,
    fill: ({ now }) => digits(now.getMinutes(), 2),
  },
  {
    name: 'second',
    description: 'second, 00 to 59',
    example: '{second}',
    gives: '07',
    volatile: true,
    fill: ({ now }) => digits(now.getSeconds(), 2),
  },
  {
    name: 'ms',
    description: 'millisecond, 000 to 999',
    example: '{ms}',
    gives: '089',
    volatile: true,
    fill: ({ now }) => digits(now.getMilliseconds(), 3),
  },
  {
    name: 'timestamp',
    description: 'seconds since 1970',
    example: '{timestamp}',
    gives: '1785647167',
    volatile: true,
    fill: ({ now }) => String(Math.floor(now.getTime() / 1000)),
  },
  {
    name: 'timestampMs',
    description: 'milliseconds since 1970',
    example: '{timestampMs}',
    gives: '1785647167089',
    volatile: true,
    fill: ({ now }) => String(now.getTime()),
  },
  {
    name: 'hash',
    description: 'SHA-256 of the content, in hex: the same picture always has the same one',
    example: '{hash:16}',
    gives: '9f86d081884c7d65',
    argument: { max: 64, slice: true, meaning: 'keeps the first N digits' },
    fill: async ({ sha256 }, argument) => sliced(await sha256(), argument),
  },
  {
    name: 'md5',
    description: 'MD5 of the content, in hex',
    example: '{md5:8}',
    gives: '098f6bcd',
    argument: { max: 32, slice: true, meaning: 'keeps the first N digits' },
    fill: async ({ md5 }, argument) => sliced(await md5(), argument),
  },
  {
    name: 'uuid',
    description: 'random UUID',
    example: '{uuid}',
    gives: '0b8f2a6e-5c1d-4e7f-9a3b-2d4c6e8f0a1b',
    volatile: true,
    fill: ({ random }) => random.uuid(),
  },
  {
    name: 'random',
    description: `random digits and letters, ${DEFAULT_RANDOM_LENGTH} of them`,
    example: '{random:4}',
    gives: 'k3x9',
    argument: { max: 32, meaning: 'makes it N characters' },
    volatile: true,
    fill: ({ random }, argument) => random.string(argument?.length ?? DEFAULT_RANDOM_LENGTH),
  },
  {
    name: 'note',
    description: "note's file name without extension; `note` where there is no note",
    example: '{note}',
    gives: 'Sea-trip',
    argument: characters,
    fill: ({ notePath }, argument) => shortSlug(noteName(notePath), argument, 'note'),
  },
  {
    name: 'noteDir',
    description: "note's folder; drops out where there is none. Stands alone between slashes",
    example: '{noteDir}',
    gives: 'Travel/2026',
    argument: { max: MAX_FOLDERS, meaning: 'keeps the last N folders' },
    folders: true,
    fill: ({ notePath = '' }, argument) =>
      slugFolders(notePath.replace(/[^/\\]*$/, ''), argument?.length ?? MAX_FOLDERS).join('/'),
  },
  {
    name: 'width',
    description: 'width in pixels',
    example: '{width}',
    gives: '1280',
    fill: async ({ image }) => (await imageDimensions(image.bytes))?.width.toString(),
  },
  {
    name: 'height',
    description: 'height in pixels',
    example: '{height}',
    gives: '720',
    fill: async ({ image }) => (await imageDimensions(image.bytes))?.height.toString(),
  },
  {
    name: 'profile',
    description: 'name of the profile',
    example: '{profile}',
    gives: 'blog',
    fill: ({ profile }) => slug(profile) || 'default',
  },
] as const satisfies readonly TemplateVariable[];

export type TemplateVariableName = (typeof templateVariables)[number]['name'];

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

function sliced(text: string, argument: VariableArgument | undefined): string {
  return argument === undefined ? text : text.slice(argument.start, argument.start + argument.length);
}

/** Slugged once more after the cut, which may have left a dash at the end. */
function shortSlug(
  text: string | undefined,
  argument: VariableArgument | undefined,
  fallback: string,
): string {
  const whole = slug(text ?? '');
  const short = argument === undefined ? whole : slug([...whole].slice(0, argument.length).join(''));
  return short || fallback;
}

function noteName(path: string | undefined): string | undefined {
  return path?.replace(/^.*[/\\]/s, '').replace(/(.)\.[^.]*$/s, '$1');
}
