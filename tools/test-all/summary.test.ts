import { expect, test } from 'vitest';

import { countVitest, summaryLines } from './summary.ts';

const report = (numPassedTests: number, numFailedTests: number, files: object[] = []): object => ({
  numPassedTests,
  numFailedTests,
  testResults: files,
});

test('tests are counted from the report', () => {
  expect(countVitest(report(5, 0), true)).toEqual({ passed: 5, failed: 0 });
  expect(countVitest(report(5, 2), false)).toEqual({ passed: 5, failed: 2 });
});

test('a file that could not be run counts as failed', () => {
  const broken = { status: 'failed', assertionResults: [] };
  const red = { status: 'failed', assertionResults: [{ status: 'failed' }] };
  expect(countVitest(report(5, 1, [broken, red]), false)).toEqual({ passed: 5, failed: 2 });
});

test('a bad end without a failed test, or without a report, is a failure', () => {
  expect(countVitest(report(5, 0), false)).toEqual({ passed: 5, failed: 1 });
  expect(countVitest(undefined, true)).toEqual({ passed: 0, failed: 1 });
});

test('the last line sums up all stages', () => {
  const lines = summaryLines([
    { name: 'lint', passed: 1, failed: 0, seconds: 1 },
    { name: 'tests', passed: 40, failed: 2, seconds: 9.25 },
  ]);
  expect(lines.at(-1)).toBe('41 passed, 2 failed');
  expect(lines).toContain('✗ tests    40 passed, 2 failed (9.3 s)');
});
