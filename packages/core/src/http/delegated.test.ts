import { expect, test } from 'vitest';
import { answerLimitMs, answerTimeout, refuseConnectionSettings, untouchedHost } from './delegated.ts';

const settings = { timeoutMs: 1500, tlsVerify: true, proxy: '' };
const problems = {
  proxy: { en: 'ask the system', zh: '请看系统设置' },
  tlsVerify: { en: 'ask the editor', zh: '请看编辑器设置' },
};

test('an answer is waited for a millisecond longer for every 16 bytes of body', () => {
  expect(answerLimitMs(settings, undefined)).toBe(1500);
  expect(answerLimitMs(settings, new Uint8Array(160_000))).toBe(11_500);
});

test('a time-out names the setting that was exceeded, in seconds', () => {
  expect(answerTimeout(settings, 'h')).toMatchObject({
    code: 'network/timeout',
    facts: { host: 'h', seconds: 1.5 },
  });
});

test('connection settings that only the host can grant are refused together', () => {
  expect(() => refuseConnectionSettings(settings, problems)).not.toThrow();
  expect(() =>
    refuseConnectionSettings({ ...settings, proxy: 'http://p:1', tlsVerify: false }, problems),
  ).toThrow(
    expect.objectContaining({
      code: 'config/invalid',
      facts: {
        issues: [
          { field: 'proxy', code: 'not-here', facts: { text: problems.proxy } },
          { field: 'tlsVerify', code: 'not-here', facts: { text: problems.tlsVerify } },
        ],
      },
    }),
  );
});

test('an address that a browser leaves alone gives its host', () => {
  expect(untouchedHost('http://h:8080/a%2Fb?x=%27&y')).toBe('h:8080');
});

test.each(["/a?x='y'", '/a/%2e%2e/b', '/a/../b', '/a|b?^"'])(
  'one that it would rewrite is refused: %s',
  (path) => {
    expect(() => untouchedHost(`http://h${path}`)).toThrow(expect.objectContaining({ code: 'internal' }));
  },
);
