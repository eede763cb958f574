import { setTimeout as sleep } from 'node:timers/promises';
import { newPhone } from '../../tests/support/call-script.ts';
import { askedOf, askInternal } from '../../tests/support/internal.ts';
import { addEnterprise, quantile, type Bench, type BenchEnterprise, type Row } from './bench.ts';
import { delayRow, isQuiet, openAgency, popupDelay } from './popup-delay.ts';

const CACHED = 1_000;
const A_SECOND = 100;
const ASKED = 50;
const CALLS = 15;

/**
 * How soon services are answered who ask of a number: from the database, and by way of U-ON; what 50 who ask at once cost; and
 * how soon popups leave while others keep asking of the same account.
 */
export async function measureLookups(bench: Bench): Promise<Record<string, Row>> {
  const [phone, other] = [newPhone(), newPhone()];
  const clients = [phone, other].map((u_phone, index) => ({ u_id: index + 5, u_name: 'Анна', u_phone }));
  const agency = await addEnterprise(bench, 'lookups', { clients });
  const [first] = await ask(bench, agency, [phone]);
  const alone = await ask(
    bench,
    agency,
    Array.from({ length: CACHED }, () => phone),
  );
  const paced = await atPace(bench, agency, phone);
  const before = askedOf(bench, agency, 'user/phone');
  const atOnce = await ask(
    bench,
    agency,
    Array.from({ length: ASKED }, () => other),
    ASKED,
  );
  const requests = askedOf(bench, agency, 'user/phone') - before;
  return {
    'the first question': row([first ?? Number.NaN]),
    'cached, one by one': row(alone),
    [`cached, ${A_SECOND} a second`]: row(paced),
    [`${ASKED} at once of one number: ${requests} request`]: row(atOnce),
    ...(await popupsBeside(bench)),
  };
}

/** Popups of an account, by itself and while services ask of numbers that nobody asked of before, as fast as they are answered. */
async function popupsBeside(bench: Bench): Promise<Record<string, Row>> {
  const agency = await openAgency(bench, 'lookups-beside');
  const calls = async (): Promise<number[]> => {
    const delays: number[] = [];
    for (let count = 0; count < CALLS; count += 1) {
      delays.push(await popupDelay(bench, agency));
      await isQuiet(bench, agency);
    }
    return delays;
  };
  const quiet = await calls();
  const over = new AbortController();
  const asking = Array.from({ length: 4 }, async () => {
    let count = 0;
    for (; !over.signal.aborted; count += 1) await ask(bench, agency.enterprise, [newPhone()]);
    return count;
  });
  const busy = await calls();
  over.abort();
  const answered = (await Promise.all(asking)).reduce((sum, count) => sum + count, 0);
  return {
    'popups, nobody asks': delayRow(quiet),
    [`popups beside ${answered} lookups of the account`]: delayRow(busy),
  };
}

/** Asks whether or not the answers come. */
async function atPace(bench: Bench, agency: BenchEnterprise, phone: string): Promise<readonly number[]> {
  const answers: Promise<readonly number[]>[] = [];
  const startsAt = performance.now();
  for (let count = 0; count < CACHED; count += 1) {
    const waitMs = startsAt + (count * 1_000) / A_SECOND - performance.now();
    if (waitMs > 1) await sleep(waitMs);
    answers.push(ask(bench, agency, [phone]));
  }
  return (await Promise.all(answers)).flat();
}

/** How long each answer took, ms. */
async function ask(
  bench: Bench,
  { number }: BenchEnterprise,
  phones: readonly string[],
  atOnce = 1,
): Promise<readonly number[]> {
  const rest = [...phones];
  const times: number[] = [];
  const token = bench.env['SERVICE_TOKEN'] ?? '';
  const one = async (): Promise<void> => {
    for (let phone = rest.pop(); phone !== undefined; phone = rest.pop()) {
      const from = performance.now();
      const { status } = await askInternal(bench.url, `/customer-profile/${number}/${phone}`, { token });
      if (status >= 500) throw new Error(`a question was answered with ${status}`);
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return times;
}

function row(times: readonly number[]): Row {
  return { 'median ms': quantile(times, 0.5).toFixed(1), 'p99 ms': quantile(times, 0.99).toFixed(1) };
}
