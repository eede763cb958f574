import { readFileSync } from 'node:fs';
import type { Metric } from 'prom-client';
import { expect, it } from 'vitest';
import { createPool } from '../../db/pool.ts';
import { createRegistry, METRIC_PREFIX } from '../../platform/metrics.ts';
import { dependencyGauges } from './dependency-gauges.ts';
import { createWaitingRoom } from '../../intake/waiting-room.ts';
import { roomGauge } from './event-metrics.ts';
import { fastagiMetrics } from './fastagi-metrics.ts';
import { apiMetrics, workerMetrics } from './process-metrics.ts';
import { waitingAccounts } from './uon-metrics.ts';

/** The rows of the page: name, type, labels, process. */
const rows = [
  ...readFileSync('docs/metrics.md', 'utf8').matchAll(/^\| `(\w+)` +\| (\w+) +\| (.*?) *\| (\w+) +\|.+\|$/gm),
];
const documented = rows.map(([, name, type, labels = '', process]) => {
  return { name, type, labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label]) => label), process };
});

function counted() {
  const [api, worker, fastagi] = [createRegistry(), createRegistry(), createRegistry()];
  // Never asked here: a pool connects when it is.
  apiMetrics(api, createPool('postgres://nobody@127.0.0.1:1/none'));
  dependencyGauges(api, {});
  roomGauge(api, createWaitingRoom({ atOnce: 1, room: 1, waitMs: 1 }));
  workerMetrics(worker);
  waitingAccounts(worker, () => 0);
  fastagiMetrics(fastagi);
  return [...list(api, 'api'), ...list(worker, 'worker'), ...list(fastagi, 'fastagi')];
}

function list(registry: ReturnType<typeof createRegistry>, process: string) {
  return registry
    .getMetricsAsArray()
    .filter(({ name }) => name.startsWith(METRIC_PREFIX))
    .map(({ name, type }) => ({ name, type: String(type), labels: labelsOf(registry.getSingleMetric(name)), process }));
}

/** prom-client keeps them, and its types don't say so. */
function labelsOf(metric: Metric | undefined): unknown {
  return metric && 'labelNames' in metric ? metric.labelNames : [];
}

const byName = (rowsOf: readonly { name?: string | undefined }[]) =>
  rowsOf.toSorted((a, b) => String(a.name).localeCompare(String(b.name)));

it('the page of the metrics has a row for each, with its type, labels and process, and no other', () => {
  expect(byName(documented)).toEqual(byName(counted()));
});

it('no label is meant for a number, a name or a key', () => {
  const allowed = new Set([
    'event',
    'dependency',
    'enterprise',
    'outcome',
    'status',
    'method',
    'class',
    'variant',
    'kind',
    'step',
    'change',
    'table',
  ]);
  expect(
    counted()
      .flatMap(({ labels }) => labels)
      .filter((label) => !allowed.has(String(label))),
  ).toEqual([]);
});
