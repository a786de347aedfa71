import {
  type CheckResult,
  explainCheck,
  hasFailed,
  inOneLine,
  toImbedError,
  withoutProfile,
} from '@imbed/core';
import type { Session } from '../session.ts';
import type { Tell } from '../tell.ts';
import { openList } from './modals.ts';
import type { JobsInit } from './run-job.ts';

const marks = { pass: '✓', warn: '!', fail: '✗', skipped: '–' } as const;

/** Runs the doctor, and shows each of its checks as it comes, with the way to mend what failed. Never rejects. */
export async function showTest({ app, tell, session }: JobsInit, profile?: string): Promise<void> {
  const { words } = tell;
  const controller = new AbortController();
  const list = openList(app, words.testing, () => controller.abort());
  const onResult = (result: CheckResult) => list.add(lineOf(result, providerOf(session, profile), tell));
  const results = await examine(session, { onResult, signal: controller.signal }, profile);
  list.retitle(hasFailed(results) ? words.testFailed : words.testPassed);
}

async function examine(
  session: () => Session,
  options: Parameters<Session['examine']>[0],
  profile: string | undefined,
) {
  try {
    return await session().examine(options, profile);
  } catch (error) {
    return withoutProfile(toImbedError(error), options.onResult);
  }
}

function lineOf(result: CheckResult, provider: ReturnType<typeof providerOf>, { locale }: Tell): string {
  const { title, detail, where, ...words } = explainCheck(result, provider, locale);
  const found = [detail, inOneLine(words), where ?? ''].filter((part) => part !== '').join('\n');
  return `${marks[result.status]} ${title}${found === '' ? '' : `: ${found}`}`;
}

function providerOf(session: () => Session, profile: string | undefined) {
  try {
    const { defaultProfile, profiles } = session().settings;
    return profiles[profile ?? defaultProfile]?.provider;
  } catch {
    return undefined;
  }
}
