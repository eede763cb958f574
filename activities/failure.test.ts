import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { UonError, type UonErrorKind } from '../uon/errors.ts';
import { createFailures, LIVE_PAUSE, RETRIES, type Wait } from './failure.ts';

const KINDS: UonErrorKind[] = ['rate-limited', 'not-sent', 'paused', 'busy', 'unclear', 'key-refused', 'refused'];

/** The delays of many failures of one kind, in milliseconds. */
function delays(kind: UonErrorKind, turn: Parameters<ReturnType<typeof createFailures>['of']>[2] = {}): number[] {
  const failures = createFailures();
  return Array.from({ length: 200 }, () => Number(failures.of(`uon-${kind as 'paused'}`, 'x', turn).nextRetryDelay));
}

describe('the retries', () => {
  it('are those of the table in docs/effects.md', () => {
    const docs = readFileSync('docs/effects.md', 'utf8');
    const rows = [...docs.matchAll(/^\| `([a-z-]+)` \| .*? \| (.*?) \|/gm)].map(([, type, wait]) => [type, wait]);
    const table = Object.entries(RETRIES).map(([type, wait]) => [
      type,
      type === 'uon-paused' ? `${inWords(wait)}; live ${inWords(LIVE_PAUSE)}` : inWords(wait),
    ]);
    expect(rows.filter(([type]) => type !== undefined && type in RETRIES)).toEqual(table);
  });

  it.each(KINDS)('know what to do with %s', (kind) => {
    const failure = createFailures().from(new UonError(kind, 'user/create', 'x'), { attempt: 1 });
    expect(failure).toMatchObject({ type: `uon-${kind}`, nonRetryable: kind === 'refused' });
  });

  it('give a create that was not answered in time as long again, and a read not', () => {
    const timedOut = (method: string) =>
      createFailures().from(new UonError('unclear', method, 'x', { code: 'ETIMEDOUT' }), { attempt: 1 });
    expect(timedOut('lead/create')).toMatchObject({ type: 'uon-timeout', nextRetryDelay: 10_000 });
    expect(timedOut('lead-by-client')).toMatchObject({ type: 'uon-unclear', nextRetryDelay: 2_000 });
  });

  it('grow to half a minute and no further', () => {
    const failures = createFailures();
    const waits = [1, 2, 3, 4, 5, 6, 5_000].map(
      (attempt) => failures.of('uon-unclear', 'x', { attempt }).nextRetryDelay,
    );
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('of thousands that wait for the same thing are spread, and half a minute apart at most', () => {
    const all = delays('paused').toSorted((one, other) => one - other);
    expect([all[0], all.at(-1)].map((ms) => Math.round(Number(ms) / 1_000))).toEqual([20, 30]);
    const gaps = all.slice(1).map((ms, index) => ms - Number(all[index]));
    expect(Math.max(...gaps)).toBeLessThan(200);
    expect(Math.max(...delays('paused', { class: 'live' }))).toBeLessThanOrEqual(4_000);
  });

  it('are shortened for tests, but not what U-ON itself needs', () => {
    const failures = createFailures(0.1);
    expect(failures.of('uon-unclear', 'x').nextRetryDelay).toBe(200);
    expect(failures.of('effect-in-flight', 'x', { delayMs: 900 }).nextRetryDelay).toBe(900);
  });
});

function inWords(wait: Wait): string {
  switch (wait.kind) {
    case 'final':
      return 'final';
    case 'given':
      return 'as long as that may take';
    case 'growing':
      return `${seconds(wait.fromMs)}, doubling to ${seconds(wait.toMs)}`;
    case 'spread':
      return `${wait.fromMs / 1_000}-${seconds(wait.toMs)}`;
  }
}

function seconds(ms: number): string {
  return `${ms / 1_000} s`;
}
