import { UON_ERRORS, uonErrorsOf } from '../../../../domain/health/counts.ts';
import type { Health, HealthPoint, Hours } from '../../api/health.ts';
import type { Texts } from '../../texts/ru.ts';

/** One line, or one kind of bar, of a chart. */
export interface Series {
  readonly key: string;
  readonly label: string;
  /** A colour of the theme; each series is told by its words too. */
  readonly color: 'indigo' | 'orange' | 'red' | 'grape' | 'teal' | 'gray';
  readonly isDashed?: boolean;
  readonly valueOf: (point: HealthPoint) => number | null;
}

export interface Chart {
  readonly key: string;
  readonly heading: string;
  /** What it shows, for who does not see it, and for who has no time. */
  readonly summary: string;
  readonly shape: 'lines' | 'bars';
  readonly series: readonly Series[];
  readonly limit?: { readonly value: number; readonly label: string };
  /** How a value is written in a table and beside the axis. */
  readonly told: (value: number) => string;
  /** Values come one by one: points are to be seen. */
  readonly hasDots?: boolean;
}

interface Asked {
  readonly health: Health;
  readonly hours: Hours;
  readonly texts: Texts['health'];
  /** Of many accounts, of which each has its own limit. */
  readonly isWhole: boolean;
}

/** The charts of a health page, in their order. */
export function chartsOf(asked: Asked): readonly Chart[] {
  return [requests(asked), errors(asked), popups(asked), calls(asked), waiting(asked)];
}

function requests({ health, hours, texts, isWhole }: Asked): Chart {
  const { heading, series, limit, summary, summaryOfAll } = texts.charts.requests;
  const seconds = health.step_minutes * 60;
  const { counts, peak_per_s: peak } = health.totals;
  return {
    ...{ key: 'requests', heading, shape: 'lines', told: (value) => texts.number(value, 2) },
    summary: (isWhole ? summaryOfAll : summary)(counts.uon_sent ?? 0, peak, hours),
    series: [
      { key: 'peak', label: series.peak, color: 'orange', valueOf: (point) => point.peak_per_s },
      {
        ...{ key: 'average', label: series.average, color: 'indigo', isDashed: true },
        valueOf: ({ counts: each }) => (each.uon_sent ?? 0) / seconds,
      },
    ],
    ...(!isWhole && { limit: { value: 8, label: limit } }),
  };
}

const ERROR_COLORS = ['red', 'orange', 'grape', 'gray', 'teal'] as const;

function errors({ health, hours, texts }: Asked): Chart {
  const { heading, series, summary } = texts.charts.errors;
  const { counts } = health.totals;
  const kinds = UON_ERRORS.filter((name) => (counts[name] ?? 0) > 0);
  const told = kinds.map((name) => `${series[name]}: ${texts.number(counts[name] ?? 0)}`).join('; ');
  return {
    ...{ key: 'errors', heading, shape: 'bars', told: (value) => texts.number(value) },
    summary: summary(uonErrorsOf(counts), told, hours),
    series: UON_ERRORS.map((name, n) => ({
      ...{ key: name, label: series[name], color: ERROR_COLORS[n] ?? 'gray' },
      valueOf: ({ counts: each }: HealthPoint) => each[name] ?? 0,
    })).filter(({ key }) => kinds.length === 0 || kinds.includes(key)),
  };
}

function popups({ health, texts }: Asked): Chart {
  const { heading, series, summary } = texts.charts.popups;
  const { counts, p50_ms, p99_ms } = health.totals;
  return {
    ...{ key: 'popups', heading, shape: 'lines', hasDots: true, told: (value) => texts.delay(value) },
    summary: summary(counts.popups_sent ?? 0, p50_ms, p99_ms),
    series: [
      { key: 'p99', label: series.p99, color: 'orange', valueOf: (point) => point.p99_ms },
      { key: 'p50', label: series.p50, color: 'indigo', isDashed: true, valueOf: (point) => point.p50_ms },
    ],
  };
}

function calls({ health, texts }: Asked): Chart {
  const { heading, series, summary, per } = texts.charts.calls;
  const { events_taken = 0, calls_begun = 0, calls_missed = 0 } = health.totals.counts;
  return {
    ...{ key: 'calls', shape: 'lines', told: (value) => texts.number(value) },
    heading: `${heading}, ${per(health.step_minutes)}`,
    summary: summary(events_taken, calls_begun, calls_missed),
    series: [
      {
        key: 'events',
        label: series.events,
        color: 'gray',
        isDashed: true,
        valueOf: (p) => p.counts.events_taken ?? 0,
      },
      { key: 'calls', label: series.calls, color: 'indigo', valueOf: (p) => p.counts.calls_begun ?? 0 },
      { key: 'missed', label: series.missed, color: 'red', valueOf: (p) => p.counts.calls_missed ?? 0 },
    ],
  };
}

function waiting({ health, texts }: Asked): Chart {
  const { heading, series, summary } = texts.charts.waiting;
  const seen = health.points.flatMap(({ gauges }) => gauges ?? []);
  const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), 0);
  const waits = seen.map((g) => g.waiting_calls + g.waiting_events + g.waiting_webhooks + g.waiting_recovery);
  return {
    ...{ key: 'waiting', heading, shape: 'lines', told: (value) => texts.number(value) },
    summary: summary(most(seen.map(({ open_calls }) => open_calls)), most(waits)),
    series: [
      { key: 'open', label: series.open, color: 'indigo', valueOf: (p) => p.gauges?.open_calls ?? null },
      { key: 'calls', label: series.calls, color: 'red', valueOf: (p) => p.gauges?.waiting_calls ?? null },
      { key: 'events', label: series.events, color: 'orange', valueOf: (p) => p.gauges?.waiting_events ?? null },
      {
        ...{ key: 'webhooks', label: series.webhooks, color: 'teal', isDashed: true },
        valueOf: (p) => p.gauges?.waiting_webhooks ?? null,
      },
      {
        ...{ key: 'recovery', label: series.recovery, color: 'grape', isDashed: true },
        valueOf: (p) => p.gauges?.waiting_recovery ?? null,
      },
    ],
  };
}
