import { createWebDigests, createWebRandom, exampleLink, parseKeyTemplate } from '@imbed/core';
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

async function previewOf({ data, words }: Part, name: string): Promise<string> {
  // A bucket that is not known yet is no reason to hide what the template does.
  const withSomeBucket = withSetting(data(), ['profiles', name, 'bucket'], '…');
  const profile = parsedProfile(data(), name) ?? parsedProfile(withSomeBucket, name);
  if (profile === undefined) return '';
  const ports = { digests: createWebDigests(), random: createWebRandom(), now: new Date() };
  const example = await exampleLink(name, profile, ports);
  if (!example.ok) return example.issues.map(({ problem }) => problem).join('\n');
  const { key, url } = example.value;
  return url === undefined ? words.previewKey(key) : words.previewUrl(url);
}

/** What the key template is told with, in words of the parser; nothing when it is fine. */
export function templateProblem(text: string): string | undefined {
  const parsed = text.trim() === '' ? undefined : parseKeyTemplate(text.trim());
  return parsed === undefined || parsed.ok
    ? undefined
    : parsed.issues.map(({ problem }) => problem).join('\n');
}
