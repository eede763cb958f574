import { saveDirectory } from '../../db/directories.ts';
import { answeredCall, newCallId, newPhone } from '../../tests/support/call-script.ts';
import { waitFor } from '../../tests/support/wait-for.ts';
import { addEnterprise, post, quantile, type Bench, type BenchEnterprise, type Row } from './bench.ts';

/** An agency with one client, whose call is measured. */
export interface Agency {
  readonly phone: string;
  readonly enterprise: BenchEnterprise;
}

/**
 * Connected, so that its statuses and managers are known; not where nothing of it was read yet (`isNew`). With a manager, or the end of
 * the first call would change the client and empty the cache.
 */
export async function openAgency(bench: Bench, name: string, { isNew = false } = {}): Promise<Agency> {
  const phone = newPhone();
  const clients = [{ u_id: 100, u_name: 'Юлия', u_phone: `+${phone}`, manager_id: 2 }];
  const leads = [{ id: 200, client_id: 100, status_id: 1 }];
  const seed = { clients, leads, statuses: [{ id: 1, name: 'Новый' }] };
  const enterprise = await addEnterprise(bench, name, seed);
  if (!isNew) await knowLists(bench, enterprise);
  return { phone, enterprise };
}

async function knowLists(bench: Bench, { number }: BenchEnterprise): Promise<void> {
  const { account = '' } = (await bench.store.uonAccess(number)) ?? {};
  const statuses = [{ id: '1', name: 'Новый', order: 0, archived: false }];
  const manager = { id: '2', surname: 'Петрова', name: 'Анна', extension: null, active: true, deleted: false };
  await saveDirectory(bench.pool, account, 'lead-statuses', statuses);
  await saveDirectory(bench.pool, account, 'managers', [{ ...manager, state: 'free' }]);
}

/**
 * Plays a call and gives back how long after the arrival of its dial (its row in the inbox) the popup came to U-ON, less
 * U-ON's own answers: to the lookup, and to all that is asked at once about the client who was found. `atOnce`: the dial comes right behind the start, and not, as a PBX sends it, when that is dealt with.
 */
export async function popupDelay(bench: Bench, agency: Agency, { atOnce = false } = {}): Promise<number> {
  const { enterprise, phone } = agency;
  const callId = newCallId();
  const [start, dial, bridge, hangup] = answeredCall({ callId, phone, rung: ['151'] });
  const before = bench.uon.requests.length;
  const ours = () => bench.uon.requests.slice(before).filter(({ apiKey }) => apiKey === enterprise.apiKey);
  await post(bench, enterprise, [start]);
  if (!atOnce) await isTrue(bench, `select 1 from calls where call_id = $1 and direction is not null`, callId);
  await post(bench, enterprise, [dial]);
  const popup = await waitFor('the popup', () =>
    ours().find(({ route, body }) => route === 'notification/create' && !isBacklog(body)),
  );
  const answers = ours().filter(({ seq, body }) => seq < popup.seq && !isBacklog(body));
  const { rows } = await bench.pool.query<{ ms: number }>(
    `select extract(epoch from received_at)::float8 * 1000 as ms from inbox where uniqueid = $1 and event = 'dial'`,
    [callId],
  );
  await post(bench, enterprise, [bridge, hangup]);
  const inTurn = new Set(answers.map(({ route }) => (route === 'user/phone' ? 'lookup' : 'details')));
  return popup.at - (rows[0]?.ms ?? Number.NaN) - inTurn.size * bench.uonAnswerMs;
}

/** Waits until the agency's calls are over: the next one is measured alone. */
export async function isQuiet(bench: Bench, { enterprise }: Agency): Promise<void> {
  const open = `select 1 from calls where enterprise_number = $1 and closed_at is null`;
  await waitFor(
    'the end of the calls',
    async () => (await bench.pool.query(open, [enterprise.number])).rowCount === 0,
    60_000,
  );
}

export function delayRow(values: readonly number[]): Row {
  return {
    calls: values.length,
    'median ms': quantile(values, 0.5).toFixed(1),
    'p90 ms': quantile(values, 0.9).toFixed(1),
    'p99 ms': quantile(values, 0.99).toFixed(1),
  };
}

/** The requests of `senders.ts` say nothing but "x". */
function isBacklog(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'text' in body && body.text === 'x';
}

async function isTrue(bench: Bench, sql: string, callId: string): Promise<void> {
  await waitFor(sql, async () => (await bench.pool.query(sql, [callId])).rowCount === 1);
}
