import { answeredCall, newCallId, newPhone } from '../../tests/support/call-script.ts';
import { waitFor } from '../../tests/support/wait-for.ts';
import { addEnterprise, post, type Bench } from './bench.ts';

const ACCOUNTS = 20;
const CALLS_EACH = 5;

/** Whole calls of known clients a second, over so many accounts that no account's limit is what holds them up. */
export async function measureThroughput(bench: Bench): Promise<Record<string, string | number>> {
  const agencies = await Promise.all(
    Array.from({ length: ACCOUNTS }, async (_, index) => {
      const phones = Array.from({ length: CALLS_EACH }, newPhone);
      const clients = phones.map((phone, at) => ({ u_id: 100 + at, u_name: 'Юлия', u_phone: `+${phone}` }));
      return { phones, enterprise: await addEnterprise(bench, `agency-${index}`, { clients }) };
    }),
  );
  const from = performance.now();
  const requestsBefore = bench.uon.requests.length;
  const calls = agencies.flatMap(({ phones, enterprise }) =>
    phones.map((phone) => ({ enterprise, events: answeredCall({ callId: newCallId(), phone }) })),
  );
  await Promise.all(calls.map(({ enterprise, events }) => post(bench, enterprise, events)));
  const closed = `select count(*)::int as n from calls where enterprise_number like 'agency-%' and closed_at is not null`;
  await waitFor(
    'the end of all calls',
    async () => (await bench.pool.query<{ n: number }>(closed)).rows[0]?.n === calls.length,
    120_000,
  );
  const seconds = (performance.now() - from) / 1_000;
  return {
    calls: calls.length,
    accounts: ACCOUNTS,
    'calls a second': (calls.length / seconds).toFixed(1),
    'requests to U-ON a call': ((bench.uon.requests.length - requestsBefore) / calls.length).toFixed(1),
  };
}
