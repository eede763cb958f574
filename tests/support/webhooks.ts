import { randomUUID } from 'node:crypto';
import type { EnterpriseOptions, System, TestEnterprise } from './open-system.ts';
import { waitFor } from './wait-for.ts';

/** A row of our customers, as the customer's own SQL check reads it. */
export interface CustomerRow {
  readonly phone_e164: string;
  readonly last_name: string | null;
  readonly first_name: string | null;
  readonly middle_name: string | null;
  readonly company: string | null;
  readonly ids_uon: readonly string[] | null;
  readonly person_uid: string | null;
}

/** What the enterprise's customers are, by number. */
export async function customersOf({ pool }: System, { number }: TestEnterprise): Promise<CustomerRow[]> {
  const { rows } = await pool.query<CustomerRow>(
    `select phone_e164, last_name, first_name, middle_name, company,
            meta -> 'ids' -> 'uon' as ids_uon, meta ->> 'person_uid' as person_uid
       from customers where enterprise_number = $1 order by phone_e164`,
    [number],
  );
  return rows;
}

/** Waits until workflows are through with all webhooks of the enterprise; gives back what came of each, in order. */
export function webhooksDone(
  { pool }: System,
  { number }: TestEnterprise,
  withinMs = 30_000,
): Promise<(string | null)[]> {
  const done = async () => {
    const { rows } = await pool.query<{ state: string; outcome: string | null }>(
      'select state, outcome from webhooks where enterprise_number = $1 order by id',
      [number],
    );
    return rows.every(({ state }) => state === 'done' || state === 'recorded') && rows.map(({ outcome }) => outcome);
  };
  return waitFor('the webhooks to be worked on', done, withinMs);
}

/** Posts a form as U-ON does. */
export function postForm(url: string, form: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: form,
  });
}

export function postJson(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** An enterprise that hears webhooks, also on the bare path from this machine. */
export interface Connected extends TestEnterprise {
  readonly accountId: string;
  readonly secret: string;
  /** Address of its webhooks, secret included. */
  readonly webhook: string;
}

/** Account ids that no other enterprise of this process has. */
let accounts = 670_000;

export async function connected(
  system: System,
  { uon = {}, seed = {}, telegram = {} }: Pick<EnterpriseOptions, 'uon' | 'seed' | 'telegram'> = {},
): Promise<Connected> {
  const secret = `secret-${randomUUID()}`;
  const accountId = String((accounts += 1));
  const own = { account_id: accountId, subdomain: null, webhook_secret: secret, webhook_ips: ['127.0.0.1/32'] };
  const enterprise = await system.enterprise({ seed, telegram, uon: { ...own, ...uon } });
  return { ...enterprise, accountId, secret, webhook: `${system.url}/uon/webhook/${secret}` };
}
