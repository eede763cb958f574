import type pg from 'pg';
import { z } from 'zod';
import { SERVICE_TOKEN } from './servers.ts';

/** A call as our tables have it. */
export interface CallRow {
  readonly enterprise: string;
  readonly callId: string;
  readonly isClosed: boolean;
}

export interface InboxRow {
  readonly enterprise: string;
  readonly event: string;
  readonly uniqueId: string;
  readonly callId: string | null;
  readonly state: string;
  readonly receivedAt: number;
}

export interface PopupRow {
  readonly enterprise: string;
  readonly callId: string;
  readonly managerId: number;
  readonly state: string;
  readonly attempts: number;
}

const journal = z.object({
  status: z.string(),
  direction: z.string().nullable(),
  answered: z.boolean(),
  manager_id: z.string().nullable(),
  client_id: z.string().nullable(),
  lead_id: z.string().nullable(),
  steps: z.array(z.object({ name: z.string(), status: z.string(), at: z.string(), error: z.string().optional() })),
});

export type Journal = z.output<typeof journal>;

/** What the product itself knows: its tables, and the journals as its API shows them. */
export interface OwnState {
  readonly calls: readonly CallRow[];
  readonly inbox: readonly InboxRow[];
  readonly popups: readonly PopupRow[];
  /** That stand now. */
  readonly alarms: readonly { readonly account: string; readonly kind: string }[];
  /** By `enterprise/call id`. */
  readonly journals: ReadonlyMap<string, Journal>;
}

export async function readOwnState(pool: pg.Pool, url: string): Promise<OwnState> {
  const { rows: calls } = await pool.query<CallRow>(
    `select enterprise_number as enterprise, call_id as "callId", closed_at is not null as "isClosed" from calls`,
  );
  const { rows: inbox } = await pool.query<InboxRow>(
    `select enterprise_number as enterprise, event, uniqueid as "uniqueId", call_id as "callId", state,
            extract(epoch from received_at)::float8 * 1000 as "receivedAt" from inbox`,
  );
  const { rows: popups } = await pool.query<PopupRow>(
    `select enterprise_number as enterprise, call_id as "callId", manager_id::int as "managerId", state, attempts
       from popups`,
  );
  const { rows: alarms } = await pool.query<OwnState['alarms'][number]>(
    `select account, kind from alarms where cleared_at is null`,
  );
  const journals = new Map<string, Journal>();
  for (const { enterprise, callId } of calls) {
    const found = await readJournal(url, enterprise, callId);
    if (found) journals.set(`${enterprise}/${callId}`, found);
  }
  return { calls, inbox, popups, alarms, journals };
}

async function readJournal(url: string, enterprise: string, callId: string): Promise<Journal | null> {
  const answer = await fetch(`${url}/internal/calls/${enterprise}/${encodeURIComponent(callId)}`, {
    headers: { Authorization: `Bearer ${SERVICE_TOKEN}` },
  });
  return answer.status === 404 ? null : journal.parse(await answer.json());
}

/** How many calls are over, and how many events still wait to be told to theirs. */
export async function countProgress(pool: pg.Pool): Promise<{ closed: number; open: number; waiting: number }> {
  const { rows } = await pool.query<{ closed: number; open: number; waiting: number }>(
    `select (select count(*)::int from calls where closed_at is not null) as closed,
            (select count(*)::int from calls where closed_at is null) as open,
            (select count(*)::int from inbox where state = 'waiting') as waiting`,
  );
  return rows[0] ?? { closed: 0, open: 0, waiting: 0 };
}
