/** The rules that Obsidian's own review has for plugins, as they are recommended. */
import { join } from 'node:path';
import { defineConfig } from 'eslint/config';
import obsidianmd from 'eslint-plugin-obsidianmd';

const plugin = join(import.meta.dirname, '../../packages/obsidian-plugin');

export default defineConfig([
  { ignores: ['**/*.test.ts'] },
  ...obsidianmd.configs.recommended,
  {
    files: ['src/**/*.ts'],
    languageOptions: { parserOptions: { project: join(plugin, 'tsconfig.json'), tsconfigRootDir: plugin } },
  },
]);
