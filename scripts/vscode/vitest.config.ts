import { defineConfig } from 'vitest/config';

const conditions = ['@imbed/source', 'node', 'import', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    root: import.meta.dirname,
    include: ['*.host.mjs'],
    // One editor and one browser at a time.
    fileParallelism: false,
    // Every wait has an end of its own; a start of everything may take two minutes where much else runs.
    testTimeout: 480_000,
    hookTimeout: 300_000,
  },
});
