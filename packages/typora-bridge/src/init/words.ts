import type { BucketState, BucketStep, MessageLocale, RecognisedStore } from '@imbed/core';
import type { Opening } from './settings.ts';
import type { WayBack } from './ways-back.ts';
import { en } from './words-en.ts';
import { zhCn } from './words-zh-cn.ts';

/** What the wizard says, apart from errors and the doctor's findings. */
export interface InitWords {
  readonly listKeys: string;
  readonly hidden: string;
  readonly yesNo: { readonly yes: string; readonly no: string; readonly error: () => string };
  readonly intro: string;
  readonly startQuestion: string;
  readonly anew: string;
  found(program: string, name: string, bucket: string): string;
  readonly store: string;
  recognised(name: string, store: RecognisedStore): string;
  runsAt(name: string, address: string): string;
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly usualRegion: string;
  readonly unknownRegion: string;
  readonly needed: string;
  readonly keys: string;
  keysFrom(where: string): string;
  /** @param command that prints a policy; `undefined` where the store has none that are known */
  narrowKeys(command: string | undefined): string;
  readonly keysTyped: string;
  keysInEnvironment(names: readonly string[]): string;
  readonly keysOfAws: string;
  readonly isSet: string;
  readonly isNotSet: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly awsProfile: string;
  readonly noSpaces: string;
  readonly access: string;
  readonly accessPublic: string;
  readonly accessSigned: string;
  readonly publicUrl: string;
  readonly publicUrlNeeded: string;
  readonly publicUrlExplained: string;
  readonly publicUrlOfOss: string;
  readonly keyTemplate: string;
  readonly templateHint: string;
  preview(url: string): string;
  readonly name: string;
  readonly nameTaken: string;
  readonly nameWrong: string;
  readonly looking: string;
  state(state: BucketState, bucket: string): string;
  create(bucket: string, opening: Opening): string;
  /** Whose keys can make and open buckets. */
  readonly ownerNeeded: string;
  /** @param command that prints a policy with the rights that are missing */
  rightNeeded(rights: readonly string[], command: string): string;
  readonly wayBack: string;
  readonly ways: Readonly<Record<WayBack, string>>;
  /** `undefined` where Imbed can do nothing about it. */
  publish(bucket: string, opening: Opening): string | undefined;
  readonly more: string;
  readonly moreNothing: string;
  readonly moreCors: string;
  readonly moreExpiry: string;
  readonly moreBoth: string;
  write(path: string): string;
  readonly nothingWritten: string;
  written(name: string, path: string, hasKeys: boolean): string;
  readonly otherDefault: string;
  step(step: BucketStep): string;
  byHand(step: BucketStep): string;
  readonly where: string;
  readonly link: string;
  readonly mend: string;
  readonly typora: string;
  /** @param name of a profile that is not the default one */
  next(name: string | undefined): string;
}

export function initWords(locale: MessageLocale): InitWords {
  return locale === 'zh-CN' ? zhCn : en;
}
