import { type CheckResult, type CheckWords, explainCheck, hasFailed, inOneLine, localeOf } from '@imbed/core';
import { commands, env, l10n, ProgressLocation, window } from 'vscode';
import { ensureKeys } from '../set-keys.ts';
import { type NamedProfile, usedProfile } from '../settings.ts';
import type { CommandHost } from './command-host.ts';
import { narrowPolicy } from './narrow-policy.ts';
import { showReport } from './show-report.ts';

const marks = { pass: '✓', warn: '!', fail: '✗', skipped: '–' } as const;

/** Runs the doctor on the profile in use, and shows what it found, with the way to mend what failed. */
export async function testConnection({ work, secrets }: CommandHost): Promise<void> {
  if (!(await ensureKeys(work, secrets))) return;
  const used = usedProfile((await work.configuration()).settings);
  const title = l10n.t('Test connection');
  const shown = { location: ProgressLocation.Notification, title, cancellable: true };
  const results = await window.withProgress(shown, async (progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    const onResult = (result: CheckResult) => progress.report({ message: wordsOf(result, used).title });
    return work.examine({ signal: controller.signal, onResult });
  });
  const lines = results.flatMap((result) => linesOf(result, used));
  const report = [`# ${title}: ${used.name}`, '', ...lines, '', ...policyFor(results, used)].join('\n');
  const failed = results.find(({ status }) => status === 'fail');
  if (hasFailed(results)) await showReport(title, report);
  // Nobody waits until it is read.
  void tell(failed, used, () => showReport(title, report));
}

async function tell(
  failed: CheckResult | undefined,
  used: NamedProfile,
  show: () => Promise<void>,
): Promise<void> {
  const buttons = {
    report: l10n.t('Show report'),
    keys: l10n.t('Set credentials'),
    settings: l10n.t('Open settings'),
  };
  if (failed === undefined) {
    const chosen = await window.showInformationMessage(l10n.t('The connection works.'), buttons.report);
    return chosen === undefined ? undefined : show();
  }
  const { title, ...words } = wordsOf(failed, used);
  const text = `${title}: ${inOneLine(words)}`;
  const chosen = await window.showErrorMessage(text, buttons.keys, buttons.settings);
  if (chosen === buttons.keys) await commands.executeCommand('imbed.setKeys', used.name);
  if (chosen === buttons.settings) await commands.executeCommand('imbed.openSettings');
}

function wordsOf(result: CheckResult, used: NamedProfile): CheckWords {
  return explainCheck(result, used.profile.provider, localeOf(env.language));
}

/** Markdown that reads as well where it is not rendered. */
function linesOf(result: CheckResult, used: NamedProfile): readonly string[] {
  const { title, detail, message, hint, where, link } = wordsOf(result, used);
  const remark = result.status === 'skipped' ? message : detail;
  const told = result.status === 'warn' || result.status === 'fail' ? [message, hint, where, link] : [];
  const below = told.flatMap((line) => (line === undefined || line === '' ? [] : [`  - ${line}`]));
  return [`- ${marks[result.status]} **${title}** ${remark}`.trimEnd(), ...below];
}

/** Where rights are missing: nobody has to write it by hand. */
function policyFor(results: readonly CheckResult[], used: NamedProfile): readonly string[] {
  const missing = results.flatMap((result) => {
    const { rights } = wordsOf(result, used);
    return rights === undefined ? [] : [rights];
  });
  const policy = missing.length === 0 ? undefined : narrowPolicy(used, [...new Set(missing.flat())]);
  if (policy === undefined) return [];
  const words = policy.isOfBucket
    ? l10n.t(
        'A policy of the bucket that grants what is missing. The owner of the bucket sets it, in the console of the store or with a tool such as s3cmd. It replaces the policy that the bucket has: carry over the other statements of that, which may be what others are granted. Names in capitals stand for your own.',
      )
    : l10n.t(
        'A policy that grants what is missing, to be put in the place of the present one in the console of the store. Names in capitals stand for your own.',
      );
  return [words, '', '```json', policy.json, '```', ''];
}
