import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withFake } from './fake-program.ts';
import { serve } from './serve/started.ts';
import { createBench, imbed, startStore } from './support.ts';

describe('imbed serve at each sign-in', () => {
  it('is started by the system, with the options of now', async () => {
    const bench = createBench((await startStore()).endpoint);
    const system = withFake(bench, 'systemctl');
    const env = { PATH: system.PATH };
    const installed = await imbed(bench, ['serve', '--install', '--port=4000', '--root=图 片'], { env });
    expect(installed.code).toBe(0);
    const unit = join(bench.folder, '.config', 'systemd', 'user', 'imbed.service');
    expect(installed.stdout).toContain(unit);
    const text = readFileSync(unit, 'utf8');
    expect(text).toContain(
      `"serve" "--config=${bench.config}" "--port=4000" "--root=${join(bench.folder, '图 片')}"\n`,
    );
    expect(text).toContain(`Environment="IMBED_STATE_DIR=${bench.state}"\n`);
    expect(system.calls()).toBe(
      '--user daemon-reload\n--user enable imbed.service\n--user restart imbed.service\n',
    );

    const removed = await imbed(bench, ['serve', '--uninstall'], { env });
    expect([removed.code, existsSync(unit)]).toEqual([0, false]);
    expect(system.calls()).toContain('--user disable --now imbed.service\n');
    expect((await imbed(bench, ['serve', '--uninstall'], { env })).stdout).toBe('Nothing was installed.\n');
  });

  it('says when it goes on after it was taken away', async () => {
    const bench = createBench((await startStore()).endpoint);
    const env = { PATH: withFake(bench, 'systemctl', 1).PATH };
    await serve(bench);
    expect((await imbed(bench, ['serve', '--install'], { env })).code).toBe(1);
    const removed = await imbed(bench, ['serve', '--uninstall'], { env });
    expect([removed.code, removed.stdout]).toEqual([1, expect.stringContaining('Removed')]);
    expect(removed.stderr).toContain('goes on');
    expect(removed.stderr).toContain('systemctl --user disable --now imbed.service');
  });

  it('is not installed without the token that it has now, nor with a profile that is none', async () => {
    const bench = createBench((await startStore()).endpoint);
    const { PATH, calls } = withFake(bench, 'systemctl');
    const env = { PATH, IMBED_SERVE_TOKEN: 'a token of the environment' };
    const { code, stderr } = await imbed(bench, ['serve', '--install'], { env });
    expect([code, stderr.includes('--token-file'), calls()]).toEqual([2, true, '']);
    const profile = await imbed(bench, ['serve', '--install', '--profile', 'nope'], { env: { PATH } });
    expect([profile.code, profile.stderr.includes('[config/'), calls()]).toEqual([1, true, '']);
  });

  it('says what to run where the system cannot start it now', async () => {
    const bench = createBench((await startStore()).endpoint);
    const { PATH } = withFake(bench, 'systemctl', 1);
    const { code, stderr } = await imbed(bench, ['serve', '--install'], { env: { PATH } });
    expect(code).toBe(1);
    expect(stderr).toContain('  systemctl --user daemon-reload\n  systemctl --user enable imbed.service\n');
  });
});
