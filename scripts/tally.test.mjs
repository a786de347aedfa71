import { expect, it } from 'vitest';
import { add, summary, tallyReport } from './lib/tally.mjs';

/** @param {string} status @param {readonly string[]} tests @returns {import('./lib/tally.mjs').FileResult} */
function file(status, ...tests) {
  return {
    status,
    name: 'x.test.ts',
    assertionResults: tests.map((test) => ({ status: test, fullName: '' })),
  };
}

it('every test of every file is counted once', () => {
  const testResults = [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed', 'skipped')];
  expect(tallyReport({ success: false, testResults })).toEqual({ passed: 3, failed: 1, skipped: 1 });
});

it('a file that could not be loaded is a failure', () => {
  expect(tallyReport({ success: false, testResults: [file('failed')] }).failed).toBe(1);
});

it('an error outside every test is a failure', () => {
  expect(tallyReport({ success: false, testResults: [file('passed', 'passed')] }).failed).toBe(1);
});

it('a run without a report is a failure', () => {
  expect(tallyReport(undefined).failed).toBe(1);
});

it('the last line names skipped tests only where there are some', () => {
  const tally = add({ passed: 1, failed: 0, skipped: 0 }, { passed: 2, failed: 3, skipped: 0 });
  expect(summary(tally)).toBe('3 passed, 3 failed');
  expect(summary({ ...tally, skipped: 4 })).toBe('3 passed, 3 failed, 4 skipped');
});
