import { doctorCodes, type ErrorFacts, errorCodes, explainCheck, ImbedError, inOneLine } from '@imbed/core';
import { codesOnComputers, findingsOnComputers } from '@imbed/core/testing';
import { describe, expect, it } from 'vitest';
import { explained } from './words.ts';

/** Each decides about other words of one code or another. */
const variants: readonly ErrorFacts[] = [
  {},
  { name: 'a.png', host: 'store.example', detail: 'x', bytes: 9, limitBytes: 8, seconds: 7 },
  { name: 'a.png', host: 'store.example', key: 'a.png', status: 407 },
  ...['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'DEPTH_ZERO_SELF_SIGNED_CERT'].map(
    (serviceCode) => ({
      serviceCode,
    }),
  ),
  ...['ERR_CERT_AUTHORITY_INVALID', 'ERR_SSL_PROTOCOL_ERROR', 'EPROTO'].map((serviceCode) => ({
    serviceCode,
  })),
];

const ofTheCommandLine =
  /(?<![\w.])imbed [a-z]+|(?<![\w-])--[a-z]|\benvironment\b|\bterminal\b|command line|NODE_EXTRA|https_proxy|命令行|终端|环境变量/;

describe('what Obsidian can raise', () => {
  const codes = errorCodes.filter((code) => !codesOnComputers.some((other) => other === code));

  it.each(codes)('%s is told without words of the command line', (code) => {
    for (const facts of variants)
      for (const locale of ['en', 'zh-CN'] as const) {
        const { message, hint } = explained(new ImbedError(code, facts), locale);
        expect(`${message} ${hint}`).not.toMatch(ofTheCommandLine);
      }
  });

  it.each(doctorCodes.filter((code) => !Object.hasOwn(findingsOnComputers, code)))(
    '%s is told of a connection without words of the command line',
    (code) => {
      for (const facts of variants)
        for (const locale of ['en', 'zh-CN'] as const)
          for (const status of ['warn', 'skipped'] as const) {
            const words = explainCheck({ check: 'dns', status, code, facts }, 'aliyun-oss', locale);
            expect(inOneLine(words)).not.toMatch(ofTheCommandLine);
          }
    },
  );
});
