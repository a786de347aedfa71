/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 * @typedef {{ status: string, name: string, message?: string,
 *   assertionResults: readonly { status: string, fullName: string }[] }} FileResult
 * @typedef {{ success: boolean, testResults: readonly FileResult[] }} Report what Vitest's JSON reporter writes
 */

/** @type {Tally} */
const nothing = { passed: 0, failed: 0, skipped: 0 };

/** @param {Tally} left @param {Tally} right @returns {Tally} */
export function add(left, right) {
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: left.skipped + right.skipped,
  };
}

/** @param {FileResult} file @returns {Tally} */
function tallyFile(file) {
  const failed = file.assertionResults.filter(({ status }) => status === 'failed').length;
  const passed = file.assertionResults.filter(({ status }) => status === 'passed').length;
  return {
    passed,
    // A file that could not even be loaded has no tests to fail.
    failed: file.status === 'failed' && failed === 0 ? 1 : failed,
    skipped: file.assertionResults.length - passed - failed,
  };
}

/**
 * Exact totals of one run. `undefined`: the runner died before it could write a report, which is one failure; so
 * is a run that calls itself unsuccessful without a failed test (an error outside every test).
 * @param {Report | undefined} report
 * @returns {Tally}
 */
export function tallyReport(report) {
  if (report === undefined) return { ...nothing, failed: 1 };
  const total = report.testResults.map(tallyFile).reduce(add, nothing);
  return !report.success && total.failed === 0 ? { ...total, failed: 1 } : total;
}

/** The last line of every test run. @param {Tally} tally */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}
