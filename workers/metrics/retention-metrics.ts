import { Counter, type Registry } from 'prom-client';
import type { Forgotten } from '../../db/retention.ts';

/** Counts what the retention job removes, by table. */
export function retentionMetrics(registry: Registry): (forgotten: Forgotten) => void {
  const rows = new Counter({
    name: 'telephony_forgotten_rows_total',
    help: 'Rows that were emptied or removed, being older than RETENTION_DAYS',
    labelNames: ['table'],
    registers: [registry],
  });
  return ({ calls, events, customers, profiles, webhooks, lists, notices }) => {
    const tables = { calls, inbox: events, customers, profiles, webhooks, client_lists: lists, popups: notices };
    for (const [table, count] of Object.entries(tables)) rows.inc({ table }, count);
  };
}
