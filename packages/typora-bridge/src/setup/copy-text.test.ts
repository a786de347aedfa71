import { expect, it } from 'vitest';
import { copyText, copyTools } from './copy-text.ts';

it.each([
  ['win32', {}, ['powershell.exe']],
  ['darwin', {}, ['pbcopy']],
  ['linux', { DISPLAY: ':0' }, ['xclip']],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' }, ['wl-copy', 'xclip']],
  ['linux', {}, []],
] as const)('on %s with %j: %j', (platform, env, names) => {
  expect(copyTools('text', { platform, env }).map(([name]) => name)).toEqual(names);
});

it('text of any script reaches PowerShell in ASCII', () => {
  expect(copyTools("C:\\工具 100%'", { platform: 'win32', env: {} }).flat().join(' ')).toMatch(
    /^[\x20-\x7e]+$/,
  );
});

it('says that it could not where there is no clipboard', () => {
  expect(copyText('x', { platform: 'linux', env: {} })).toBe(false);
});
