import { beforeAll, describe, expect, test } from 'vitest';
import { explainCheck } from '../messages/doctor/explain-check.ts';
import { policyCommandWith } from '../messages/doctor/policy-command.ts';
import type { MessageLocale } from '../messages/locale.ts';
import { symptoms } from '../testing/doctor-symptoms/index.ts';
import type { Symptom } from '../testing/doctor-symptoms/symptom.ts';
import { type Examination, examine } from '../testing/doctor-under-test.ts';

const examinations = new Map<Symptom, Examination>();

beforeAll(async () => {
  for (const symptom of symptoms) examinations.set(symptom, await examine(symptom.changes));
}, 120_000);

function seen(symptom: Symptom): Examination {
  const examination = examinations.get(symptom);
  if (examination === undefined) throw new Error(`${symptom.name} was not examined`);
  return examination;
}

describe('what is told is what is wrong, and nothing else', () => {
  test.each(symptoms)('$name', (symptom) => {
    const { troubles } = seen(symptom);
    expect(troubles.map(({ check, status, code }) => [check, status, code])).toEqual(symptom.found);
  });
});

const policyCommand = policyCommandWith('imbed policy', { profile: 'blog' });

/** As it is told, without what differs from run to run. */
function told(symptom: Symptom, locale: MessageLocale): string {
  const provider = symptom.changes.profile?.provider ?? 'aliyun-oss';
  const lines = seen(symptom).troubles.map((result) => {
    const { title, message, hint, where, link } = explainCheck(result, provider, locale, policyCommand);
    return [`${result.status} ${title}`, message, hint, where, link].filter(Boolean).join('\n  ');
  });
  return `# ${symptom.name}\n${lines.join('\n')}\n`.replace(/(request ID|请求 ID) [0-9A-F]{16}/g, '$1 …');
}

describe('the words of every failure', () => {
  test.each(['en', 'zh-CN'] as const)('in %s', async (locale) => {
    const texts = symptoms.filter(({ found }) => found.length > 0).map((symptom) => told(symptom, locale));
    await expect(texts.join('\n')).toMatchFileSnapshot(`symptoms.${locale}.txt`);
  });
});
