import type { CodeOnComputers, ErrorCode, ErrorFacts } from '../errors.ts';

export interface Words {
  /** What happened: whole sentences, in one line. */
  readonly message: string;
  /** What to do now: whole sentences, in one line. */
  readonly hint: string;
}

/** Words for one code, in one language; says less where less is known. */
export type Phrase = (facts: ErrorFacts) => readonly [message: string, hint: string];

/** A language without words for one of the codes does not compile. */
export type Phrasebook = Readonly<Record<Exclude<ErrorCode, CodeOnComputers>, Phrase>>;

export type StorePhrases = Pick<Phrasebook, Extract<keyof Phrasebook, `store/${string}`>>;

/** Bundles for other devices are made without these. */
export type PhrasesOnComputers = Readonly<Record<CodeOnComputers, Phrase>>;

/** Stores of Alibaba, whose policy actions and consoles have their own names. */
export function isAliyun({ provider, host }: ErrorFacts): boolean {
  return provider === 'aliyun-oss' || /\.aliyuncs\.com(:\d+)?$/.test(host ?? '');
}

/** `12.5 MiB`; read the same in every language. */
export function size(bytes: number): string {
  const units = ['KiB', 'MiB', 'GiB'];
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return bytes < 1024 ? `${bytes} B` : `${Number(value.toFixed(1))} ${units[unit]}`;
}

/** What is wrong with which setting, or the detail, or nothing. */
export function problems({ detail = '' }: ErrorFacts): string {
  return detail;
}

/** Which of the settings that keys come from was no good; `undefined` where no single one is to blame. */
export function missingFrom({ issues = [] }: ErrorFacts): 'command' | 'profile' | undefined {
  const fields = issues.map(({ field }) => field);
  if (fields.includes('credentials.command')) return 'command';
  return fields.includes('credentials.profile') ? 'profile' : undefined;
}

/** A folder is where a file is to be written, or a file where its folder is to be. */
export function isOccupied({ serviceCode = '' }: ErrorFacts): boolean {
  return ['EISDIR', 'ENOTDIR', 'EEXIST', 'ENOTEMPTY'].includes(serviceCode);
}
