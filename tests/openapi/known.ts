import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { recoveryAccepted } from '../../api/recovery-operations.ts';
import { noteCustomer } from '../../db/customers.ts';
import { addServiceToken } from '../../db/service-tokens.ts';
import type { Client } from '../../domain/uon-shapes.ts';
import { codecToken } from '../../platform/codec-token.ts';
import { answeredCall, newCallId, newPhone } from '../support/call-script.ts';
import { addUser, loggedIn, OWNER, PASSWORD } from '../support/admin.ts';
import { sealedLink } from '../support/popup-links.ts';
import { startRecordings } from '../support/recordings.ts';
import { SERVICE_TOKEN, type System } from '../support/system.ts';
import { connected, type Connected } from '../support/webhooks.ts';
import type { Described } from './described.ts';

const PHONE = '+375297003134';

const CLIENT: Client = {
  ...{ id: '5', surname: 'Иванов', name: '', patronymic: '', company: '', kind: 'person', phones: [] },
  ...{ managerId: '4', active: true, deleted: false },
};

/** An agency with a call, for whoever asks for what is there. */
export interface Known {
  readonly agency: Connected;
  /** A service token that was made for another enterprise. */
  readonly foreignToken: string;
  /** The cookie of an owner, who may all. */
  readonly cookie: string;
  /** The cookie of another enterprise's administrator. */
  readonly foreignCookie: string;
  /** Values that name something, by the names of parameters of the path. */
  readonly path: Values;
  /** The same of queries and bodies. */
  readonly fields: Values;
  /** What counts for one operation alone, by its id. */
  readonly ofOperation: Readonly<Record<string, Values>>;
  close(): Promise<void>;
}

export type Values = Readonly<Record<string, unknown>>;

export async function makeKnown(system: System): Promise<Known> {
  const client = { u_id: 5, u_surname: 'Иванов', u_phone: PHONE, manager_id: 4 };
  const leads = [{ id: 71, client_id: 5, status_id: 1 }];
  const requests = [{ id: 90, client_id: 5, status_id: 2 }];
  const agency = await connected(system, { seed: { clients: [client], leads, requests } });
  const call = { callId: newCallId(), phone: newPhone() };
  const recordings = await startRecordings();
  let repeats = 0;
  for (const { event, body } of answeredCall(call)) {
    const more = event === 'hangup' ? { RecordUrl: `${recordings.url}/1.wav` } : {};
    await system.post(agency, event, { ...body, ...more });
  }
  await system.closed(agency, call.callId);
  await failSteps(system, agency, call.callId);
  // Not connected: a webhook without an account is the other's.
  const other = () => system.enterprise({ uon: { enabled: false } });
  const [{ number }, gone, goneToo] = [await other(), await other(), await other()];
  // Its one manager is none of the examples: a popup for somebody is shown five times, then once in ten seconds.
  const seed = { managers: [{ u_id: 900, u_name: 'Ян' }] };
  // Of a form that is sent to nobody.
  const telegram = { bot_token: 'no-token', chat_id: '-1000000000001' };
  const tried = await system.enterprise({ uon: { enabled: false }, seed, telegram });
  const seen = { enterprise: agency.number, phoneE164: PHONE, overwriteNames: false };
  await noteCustomer(system.pool, { ...seen, client: CLIENT });
  const id = await recovery(system, agency);
  const foreignToken = await addServiceToken(system.pool, 'another', ['none']);
  if (foreignToken === null) throw new Error('there is such a token already');
  await addUser(system.pool, 'owner@example.com', OWNER);
  await addUser(system.pool, 'foreign@example.com', { role: 'administrator', enterprises: ['none'] });
  // One of his that may be ended, and the one that asks.
  await loggedIn(system.url, 'owner@example.com');
  const { cookie } = await loggedIn(system.url, 'owner@example.com');
  const { cookie: foreignCookie } = await loggedIn(system.url, 'foreign@example.com');
  const user = await addUser(system.pool, 'changed@example.com', OWNER);
  const removed = await addUser(system.pool, 'removed@example.com', OWNER);
  const ended = await oldestSession(system);
  return {
    ...{ agency, foreignToken, cookie, foreignCookie },
    close: () => recordings.close(),
    ofOperation: {
      logIn: { email: 'owner@example.com', password: PASSWORD },
      changeOwnPassword: { current_password: PASSWORD, new_password: PASSWORD },
      removeUser: { user: removed.id },
      // Each time it is read: there is one already from the time before.
      addEnterprise: {
        get number() {
          return `n${randomUUID().slice(0, 8)}`;
        },
      },
      readCustomerCard: { number: agency.number },
      removeEnterprise: { number: gone.number },
      playRecording: { number: agency.number },
      readCallStory: { number: agency.number },
      repeatCallStep: {
        number: agency.number,
        // Each time another one: what was repeated is done.
        get step() {
          return failedStep((repeats += 1));
        },
      },
      removeAdminEnterprise: { number: goneToo.number },
      endOwnSession: { session: ended },
      ...Object.fromEntries(['startSecondFactor', 'dropSecondFactor'].map((id) => [id, { password: PASSWORD }])),
      // Nobody takes its key away.
      checkUon: { number: tried.number },
      checkTelegram: { number: tried.number },
      sendTestPopup: { number: tried.number },
      registerWebhooks: { number: tried.number },
    },
    path: {
      ...{ number, id, user: user.id },
      ...{ enterprise: agency.number, uniqueid: call.callId, phone: PHONE },
      link: await linkFor(system, tried.number),
      ...{ secret: agency.secret, token: codecToken(SERVICE_TOKEN), file: 'start.js' },
      asset: readdirSync('admin/dist/assets')[0],
    },
    fields: {
      number,
      ...{ enterprise: agency.number, phone: PHONE },
      ...{ uon_id: agency.accountId, account_id: agency.accountId, uon_subdomain: '' },
    },
  };
}

/** What a manager opens of a popup. */
async function linkFor(system: System, enterprise: string): Promise<string> {
  const of = { enterprise, callId: '1.1', managerId: '2', madeAtMs: Date.now() };
  const link = await sealedLink(system, { ...of, to: { kind: 'client', id: '5' } });
  return link.slice(link.lastIndexOf('/') + 1);
}

async function oldestSession({ pool }: System): Promise<string> {
  const { rows } = await pool.query<{ id: string }>('select id from admin_sessions order by created_at limit 1');
  return rows[0]?.id ?? '';
}

/** Gives a closed call steps that failed. */
async function failSteps({ pool }: System, { number }: Connected, callId: string): Promise<void> {
  const at = new Date().toISOString();
  const steps = Array.from({ length: 200 }, (_, n) => ({
    name: failedStep(n),
    at,
    status: 'failed',
    error: 'uon-refused: no',
  }));
  const add = 'update calls set steps = steps || $3::jsonb where enterprise_number = $1 and call_id = $2';
  await pool.query(add, [number, callId, JSON.stringify(steps)]);
}

function failedStep(n: number): string {
  return `request/update: manager of lead ${n}`;
}

/** One that is long done. */
async function recovery({ url }: System, { number }: Connected): Promise<string> {
  const answer = await fetch(`${url}/recovery/calls`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${SERVICE_TOKEN}` },
    body: JSON.stringify({ enterprise: number, calls: [] }),
  });
  return recoveryAccepted.parse(await answer.json()).recovery_id;
}

/** The values of a request with those that name something put in. */
export function naming(values: unknown, known: Values): unknown {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return values;
  const named = Object.entries(values).map(([name, value]) => [name, Object.hasOwn(known, name) ? known[name] : value]);
  return Object.fromEntries(named);
}

/** What shows who asks, by the document's names of it, and what must be said beside. */
export function credentials(
  { security, parameters }: Pick<Described, 'security' | 'parameters'>,
  { agency: { token }, cookie }: Known,
): Readonly<Record<string, string>> {
  const names = security.flatMap(Object.keys);
  return {
    ...(names.includes('pbxToken') && { Token: token }),
    ...(names.includes('session') && { Cookie: cookie }),
    // Whatever edition there is.
    ...(parameters.some(({ name, required }) => name === 'If-Match' && required) && { 'If-Match': '*' }),
    ...(names.includes('serviceToken') && { Authorization: `Bearer ${SERVICE_TOKEN}` }),
  };
}
