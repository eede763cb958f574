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
  return ({ events, lists, notices, noticeRequests, recoveredCalls, audit, ...others }) => {
    const renamed = {
      inbox: events,
      client_lists: lists,
      popups: notices,
      uon_requests: noticeRequests,
      recovery_calls: recoveredCalls,
      admin_audit: audit,
    };
    for (const [table, count] of Object.entries({ ...others, ...renamed })) rows.inc({ table }, count);
  };
}
