import { answeredCall, missedCall, newCallId, newPhone, type ScriptedEvent } from '../../tests/support/call-script.ts';
import { waitFor } from '../../tests/support/wait-for.ts';
import { addEnterprise, post, type Bench } from './bench.ts';

const ACTIONS = { create_client_on_call: true, create_lead: 'if_no_open', missed_call_task: true };
const POPUPS = ['notification/create', 'notification/create'];
/** How the agencies' integration of today looks for leads, each time: by statuses, phone and client. */
const LEADS = ['status_lead', 'user/phone', 'lead-by-client'];

/** Kinds of calls, and what the integration of today asks U-ON in each, by its own description. */
const KINDS = {
  'known client, lead without manager, answered': {
    client: true,
    play: answeredCall,
    today: [
      ...['user/phone', ...LEADS, ...POPUPS],
      ...['call_history/create', 'user/phone', 'user/update', ...LEADS, 'request/update'],
    ],
  },
  'known client, missed': {
    client: true,
    play: missedCall,
    today: ['user/phone', ...LEADS, ...POPUPS, 'call_history/create', ...LEADS, 'reminder/create'],
  },
  'unknown number, answered': {
    client: false,
    play: answeredCall,
    today: [
      ...['user/phone', 'user/create', 'lead/create', ...POPUPS],
      ...['call_history/create', 'user/phone', 'user/update', ...LEADS, 'request/update'],
    ],
  },
} as const;

/** Requests a call costs, of an account that has nothing cached and of one that has, against those of today. */
export async function measureRequests(bench: Bench): Promise<Record<string, Record<string, number>>> {
  const table: Record<string, Record<string, number>> = {};
  for (const [index, [kind, { client, play, today }]] of Object.entries(KINDS).entries()) {
    const phone = newPhone();
    const seed = {
      clients: client ? [{ u_id: 100, u_name: 'Юлия', u_phone: `+${phone}` }] : [],
      leads: client ? [{ id: 200, client_id: 100, status_id: 1 }] : [],
      statuses: [{ id: 1, name: 'Новый' }],
    };
    const actions = { incoming_call_actions: ACTIONS };
    const enterprise = await addEnterprise(bench, `requests-${index}`, seed, actions);
    const first = await requestsOf(bench, enterprise, play({ callId: newCallId(), phone }));
    const again = await requestsOf(bench, enterprise, play({ callId: newCallId(), phone }));
    table[kind] = { today: today.length, 'first call': first, 'called again': again };
  }
  return table;
}

async function requestsOf(
  bench: Bench,
  enterprise: Awaited<ReturnType<typeof addEnterprise>>,
  events: readonly ScriptedEvent[],
): Promise<number> {
  const before = bench.uon.requests.length;
  const callId = events[0]?.body['UniqueId'];
  await post(bench, enterprise, events.slice(0, 2));
  const ours = () => bench.uon.requests.slice(before).filter(({ apiKey }) => apiKey === enterprise.apiKey);
  // The hangup of a real call comes after its popups.
  await waitFor('the popups', () => ours().filter(({ route }) => route === 'notification/create').length === 2);
  await post(bench, enterprise, events.slice(2));
  const closed = 'select 1 from calls where call_id = $1 and closed_at is not null';
  await waitFor('the end of the call', async () => (await bench.pool.query(closed, [callId])).rowCount === 1, 60_000);
  return ours().length;
}
