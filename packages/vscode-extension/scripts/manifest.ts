import { readFileSync } from 'node:fs';
import { profileSchema, profileWords, type Words } from './profile-schema.ts';

/** What is published: the manifest, and its words by the name of their file. */
export interface Published {
  readonly manifest: Readonly<Record<string, unknown>> & { readonly version: string };
  readonly words: Readonly<Record<'package.nls.json' | 'package.nls.zh-cn.json', Words>>;
}

/**
 * In the workspace this package cannot be called `imbed`, which is the command's name; in the Marketplace it must be.
 * The form of a profile comes out of core's own tables, so that it is never another one than the one that is accepted.
 */
export function publishedManifest(): Published {
  const written = readJson('package.json');
  const { private: _private, type: _type, scripts: _scripts, devDependencies: _dev, ...manifest } = written;
  manifest.name = 'imbed';
  manifest.contributes.configuration.properties['imbed.profiles'].additionalProperties = profileSchema();
  const { en, zh } = profileWords();
  return {
    manifest,
    words: {
      'package.nls.json': { ...readJson('package.nls.json'), ...en },
      'package.nls.zh-cn.json': { ...readJson('package.nls.zh-cn.json'), ...zh },
    },
  };
}

function readJson(name: string) {
  return JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
}
