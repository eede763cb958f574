import type { SentEvent } from '../../simulators/pbx/post-event.ts';

export interface Outcome {
  sent: readonly SentEvent[];
  /** How many events were to be sent. */
  planned: number;
  /** Calls by kind, when calls were invented. */
  callsByKind: ReadonlyMap<string, number>;
  durationMs: number;
}

/** True when every planned event got its 202. */
export function allAccepted({ sent, planned }: Outcome): boolean {
  return sent.length === planned && sent.every((event) => event.accepted);
}

/** What happened, in lines for a person. */
export function summaryLines(outcome: Outcome): string[] {
  const { sent, planned, callsByKind, durationMs } = outcome;
  const accepted = sent.filter((event) => event.accepted);
  const refused = sent.filter((event) => !event.accepted && event.status !== null && event.status < 500);
  const repeats = sent.reduce((sum, event) => sum + event.attempts - 1, 0);
  const calls = [...callsByKind].map(([kind, count]) => `${count} ${kind}`).join(', ');
  return [
    ...(calls === '' ? [] : [`calls      ${sum(callsByKind.values())}: ${calls}`]),
    `events     ${sent.length} of ${planned} sent (${countNames(sent)})`,
    `accepted   ${accepted.length} (202)`,
    `repeats    ${repeats}`,
    `refused    ${refused.length}${statuses(refused)}`,
    `given up   ${sent.length - accepted.length - refused.length}`,
    `answer     p50 ${milliseconds(accepted, 0.5)}, p99 ${milliseconds(accepted, 0.99)}`,
    `duration   ${(durationMs / 1000).toFixed(1)} s`,
  ];
}

function countNames(sent: readonly SentEvent[]): string {
  return [...countBy(sent, ({ event }) => event.event)].map(([name, count]) => `${count} ${name}`).join(', ');
}

function statuses(refused: readonly SentEvent[]): string {
  const counted = [...countBy(refused, ({ status, event }) => `${status} for ${event.event}`)];
  return counted.length === 0 ? '' : ` (${counted.map(([what, count]) => `${count} x ${what}`).join(', ')})`;
}

/** How many items there are of each name, in the order in which the names first come. */
export function countBy<Item>(items: readonly Item[], nameOf: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(nameOf(item), (counts.get(nameOf(item)) ?? 0) + 1);
  return counts;
}

function milliseconds(sent: readonly SentEvent[], share: number): string {
  const value = quantile(
    sent.map((event) => event.answerMs),
    share,
  );
  return value === undefined ? '-' : `${value.toFixed(1)} ms`;
}

/** The nearest-rank quantile; undefined of nothing. */
export function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

function sum(counts: Iterable<number>): number {
  return [...counts].reduce((total, count) => total + count, 0);
}
