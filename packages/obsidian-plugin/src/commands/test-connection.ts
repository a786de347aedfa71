import {
  type CheckResult,
  explainCheck,
  hasFailed,
  inOneLine,
  policyCommandFor,
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
  const onResult = (result: CheckResult) => {
    const { text, link } = lineOf(result, usedIn(session, profile), tell);
    list.add(text, link);
  };
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

function lineOf(result: CheckResult, used: ReturnType<typeof usedIn>, { locale, words: ours }: Tell) {
  // Whether the command is installed here, and knows this profile, is anybody's guess.
  const policyCommand = used && policyCommandFor('npx imbed', used.name, used.profile);
  const { title, detail, where, link, ...words } = explainCheck(
    result,
    used?.profile.provider,
    locale,
    policyCommand,
    ours.hints,
  );
  const found = [detail, inOneLine(words), where ?? ''].filter((part) => part !== '').join('\n');
  return { text: `${marks[result.status]} ${title}${found === '' ? '' : `: ${found}`}`, link };
}

function usedIn(session: () => Session, wanted: string | undefined) {
  try {
    const { defaultProfile, profiles } = session().settings;
    const name = wanted ?? defaultProfile;
    const profile = profiles[name];
    return profile && { name, profile };
  } catch {
    return undefined;
  }
}
