import { z } from 'zod';

export interface StageResult {
  name: string;
  passed: number;
  failed: number;
  seconds: number;
}

interface Counts {
  passed: number;
  failed: number;
}

const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
});

/**
 * What Vitest's JSON report counts. A file that could not be run counts as one failed, and so does a run that ended
 * badly without a failed test (an error outside of tests, a report that is missing).
 */
export function countVitest(report: unknown, ok: boolean): Counts {
  const read = reportSchema.safeParse(report);
  if (!read.success) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests, testResults } = read.data;
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((assertion) => assertion.status !== 'failed'),
  );
  const failed = numFailedTests + brokenFiles.length;
  return { passed, failed: failed === 0 && !ok ? 1 : failed };
}

export function totals(results: readonly StageResult[]): Counts {
  const sum = (key: keyof Counts): number => results.reduce((total, result) => total + result[key], 0);
  return { passed: sum('passed'), failed: sum('failed') };
}

/** A line for each stage, then `N passed, N failed`. */
export function summaryLines(results: readonly StageResult[]): string[] {
  const { passed, failed } = totals(results);
  const lines = results.map((result) => {
    const mark = result.failed > 0 ? '✗' : '✓';
    return `${mark} ${result.name.padEnd(8)} ${result.passed} passed, ${result.failed} failed (${result.seconds.toFixed(1)} s)`;
  });
  return ['', ...lines, `${passed} passed, ${failed} failed`];
}
