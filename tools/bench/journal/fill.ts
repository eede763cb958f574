import type pg from 'pg';

export const CALLS = 1_000_000;
/** Agencies beside it, and the calls of each. */
const OTHERS = 9;
const CALLS_OF_OTHERS = 20_000;
export const BUSY = 'journal-busy';
/** The number that calls most. */
export const REGULAR = '+375291000000';

/**
 * A year of calls of one agency, 1,000,000 of them, and some of others. 24 managers, the first of whom has a quarter of all; four
 * calls of five are answered; of 300,000 numbers one has 20,000 calls; a step of one call in 200 failed; the last 40 are open.
 */
export async function fillJournal(pool: pg.Pool): Promise<void> {
  await pool.query(`select setseed(0.5)`);
  await pool.query(FILL, [BUSY, CALLS, OPEN]);
  for (let other = 0; other < OTHERS; other += 1)
    await pool.query(FILL, [`journal-other-${other}`, CALLS_OF_OTHERS, OPEN]);
  await pool.query(HANGUPS, [BUSY]);
  await pool.query(CUSTOMERS, [BUSY]);
  await pool.query('vacuum analyze calls');
  await pool.query('vacuum analyze inbox');
  await pool.query('vacuum analyze customers');
}

const OPEN = 40;

const FILL = `
  insert into calls (enterprise_number, call_id, phone_hash, opened_at, closed_at, version, status, direction, answered, phone_e164,
                     line, extension, manager_id, client_id, duration_s, steps)
  select $1, floor(extract(epoch from at))::bigint || '.' || n, md5(phone), at,
         case when n <= $2::int - $3::int then at + interval '2 minutes' end, 8,
         case when n <= $2::int - $3::int then 'ended' else 'ringing' end,
         direction, answered, phone, 'Основная', (150 + manager)::text, (manager + 2)::text, (n % 90000)::text,
         case when answered then (random() * 300)::int else 0 end,
         jsonb_build_array(
           jsonb_build_object('name', 'lookup', 'at', at, 'status', 'done'),
           jsonb_build_object('name', 'popup: manager 2', 'at', at, 'status', 'done'),
           jsonb_build_object('name', 'lead', 'at', at, 'status', 'skipped', 'error', 'the client has an active lead'),
           jsonb_build_object('name', 'call_history/create', 'at', at,
                              'status', case when random() < 0.005 then 'failed' else 'done' end))
    from (select n, clock_timestamp() - ($2::int - n) * (interval '365 days' / $2::int) as at,
                 case when d < 0.7 then 'incoming' when d < 0.95 then 'outgoing' else 'internal' end as direction,
                 random() < 0.8 as answered,
                 case when d >= 0.95 then null when random() < 0.02 then '${REGULAR}'
                      else '+37529' || (1000000 + floor(random() * 300000))::int end as phone,
                 case when random() < 0.25 then 0 else floor(random() * 24)::int end as manager
            from (select n, random() as d from generate_series(1, $2::int) as n offset 0) as numbered) as told`;

/** Every tenth call has its hangup kept, with a recording. */
const HANGUPS = `
  insert into inbox (enterprise_number, event, body_hash, uniqueid, body, call_id, state)
  select $1, 'hangup', sha256(convert_to(call_id, 'UTF8')), call_id,
         json_build_object('UniqueId', call_id, 'Phone', '', 'CallType', 0, 'CallStatus', 2, 'EndTime', '2025-09-14 12:06:13',
                           'RecordUrl', 'https://records.example/' || call_id || '.mp3'), call_id, 'delivered'
    from calls where enterprise_number = $1 and right(call_id, 1) = '5'`;

const CUSTOMERS = `
  insert into customers (enterprise_number, phone_e164, last_name, first_name)
  select distinct $1, phone_e164, 'Иванов', 'Иван' from calls
   where enterprise_number = $1 and phone_e164 is not null and right(phone_e164, 1) in ('0', '3', '7')`;
