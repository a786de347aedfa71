import {
  type ConfigIssue,
  createWebDigests,
  createWebRandom,
  exampleLink,
  type MessageLocale,
  parseKeyTemplate,
  problemText,
} from '@imbed/core';
import type { SettingDefinitionRender } from 'obsidian';
import { withSetting } from '../plugin-data.ts';
import { parsedProfile } from './parsed-profile.ts';
import type { Part } from './part.ts';

/** What the settings of a profile come to, as they are being written. */
export function previewRow(part: Part, name: string): SettingDefinitionRender {
  const { words } = part;
  return {
    ...{ name: words.preview, searchable: false },
    render(setting) {
      setting.setClass('imbed-preview');
      let latest = 0;
      const show = async () => {
        const mine = ++latest;
        const text = await previewOf(part, name);
        if (mine === latest) setting.setDesc(text);
      };
      void show();
      return part.onChange(() => void show());
    },
  };
}

async function previewOf({ data, locale, words }: Part, name: string): Promise<string> {
  // A bucket that is not known yet is no reason to hide what the template does.
  const withSomeBucket = withSetting(data(), ['profiles', name, 'bucket'], '…');
  const profile = parsedProfile(data(), name) ?? parsedProfile(withSomeBucket, name);
  if (profile === undefined) return '';
  const ports = { digests: createWebDigests(), random: createWebRandom(), now: new Date() };
  const example = await exampleLink(name, profile, ports);
  if (!example.ok) return problemLines(example.issues, locale);
  const { key, url } = example.value;
  return url === undefined ? words.previewKey(key) : words.previewUrl(url);
}

/** What is wrong with a key template; nothing when it is fine. */
export function templateProblem(text: string, locale: MessageLocale): string | undefined {
  const parsed = text.trim() === '' ? undefined : parseKeyTemplate(text.trim());
  return parsed === undefined || parsed.ok ? undefined : problemLines(parsed.issues, locale);
}

export function problemLines(issues: readonly ConfigIssue[], locale: MessageLocale): string {
  return issues.map((issue) => problemText(issue, locale)).join('\n');
}
