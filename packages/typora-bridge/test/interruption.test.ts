import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBench, finished, imbed, start, startStore, uniquePng, writePicture } from './support.ts';

describe('interruption', () => {
  it('in mid-upload ends without a link, and what was finished is remembered', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint);
    writePicture(join(bench.folder, 'a.png'));
    writePicture(join(bench.folder, 'b.png'), uniquePng(100_000));
    const hanging = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    store.intercept((request) => {
      if (request.method !== 'PUT' || Number(request.headers['content-length']) < 100_000) return undefined;
      hanging.resolve();
      return { kind: 'stall', until: release.promise };
    });
    expect((await imbed(bench, ['upload', 'a.png'])).code).toBe(0);
    const child = start(bench, ['upload', 'a.png', 'b.png']);
    const run = finished(child);
    await hanging.promise;
    child.kill('SIGINT');
    const { code, stdout } = await run;
    release.resolve();
    expect(code).toBe(130);
    expect(stdout).not.toMatch(/^\s*(https?|file):/im);

    store.intercept(undefined);
    const before = store.requests.length;
    const again = await imbed(bench, ['upload', 'a.png']);
    expect(again.code).toBe(0);
    expect(store.requests.slice(before).map(({ method }) => method)).toEqual(['HEAD']);
  });

  it('ends the wait for bytes of standard input that never come', async () => {
    const bench = createBench((await startStore()).endpoint);
    const child = start(bench, ['upload', '-']);
    const run = finished(child);
    // More than a pipe holds: once it is taken, the command is reading.
    await new Promise((taken) => child.stdin?.write(uniquePng(1024 * 1024), taken));
    child.kill('SIGINT');
    const { code, stdout } = await run;
    expect(code).toBe(130);
    expect(stdout).toContain('[cancelled]');
  });

  it('a reader that goes away is no failure', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint);
    writePicture(join(bench.folder, 'a.png'));
    const child = start(bench, ['upload', 'a.png']);
    const run = finished(child);
    child.stdout?.destroy();
    const { code, stderr } = await run;
    expect([code, stderr]).toEqual([0, '']);
  });
});
