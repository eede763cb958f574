import { setTimeout as sleep } from 'node:timers/promises';
import { quantile, type Bench, type Row } from './bench.ts';
import { delayRow, isQuiet, openAgency, popupDelay, type Agency } from './popup-delay.ts';
import { startSenders } from './senders.ts';

const AGENCIES = 20;
const CALLS_A_SECOND = 2;
const BUSY_CALLS = 40;
const BACKLOG = 5_000;
const BACKLOG_CALLS = 30;

/**
 * From an event's arrival to the popup's arrival at U-ON, less U-ON's own answers. When idle each call has an account that has
 * nothing else to do: of a busy account the limit would be measured. The floor is what no design could save: one durable
 * row and the requests.
 */
export async function measureIdlePopups(bench: Bench): Promise<Record<string, Row>> {
  const agencies = await open(bench, 'idle');
  const strangers = await open(bench, 'new', { isNew: true });
  const looked: number[] = [];
  const cached: number[] = [];
  const hurried: number[] = [];
  const firsts: number[] = [];
  const floors: number[] = [];
  for (const agency of agencies) looked.push(await alone(bench, agency));
  for (const agency of agencies) cached.push(await alone(bench, agency));
  for (const agency of agencies) hurried.push(await alone(bench, agency, { atOnce: true }));
  for (const agency of strangers) firsts.push(await alone(bench, agency));
  for (const agency of agencies) floors.push(await floor(bench, agency));
  const floorMs = quantile(floors, 0.5);
  // The first call of all pays for what is made once.
  const [first = Number.NaN, ...others] = looked;
  const row = (values: readonly number[]) => ({
    ...delayRow(values),
    'times the floor': (quantile(values, 0.5) / floorMs).toFixed(1),
  });
  return {
    'the floor': row(floors),
    'client looked up': row(others),
    'client cached': row(cached),
    'cached, dial right behind start': row(hurried),
    'first call of an account': row(firsts),
    'first call of all': row([first]),
  };
}

/** The same while calls come at a steady pace, and behind a backlog of another account and of the call's own. */
export async function measureBusyPopups(bench: Bench): Promise<Record<string, Row>> {
  const agencies = await open(bench, 'busy');
  const paced = await atPace(bench, agencies, BUSY_CALLS, CALLS_A_SECOND);
  const [neighbour, own] = [await openAgency(bench, 'backlog-other'), await openAgency(bench, 'backlog-own')];
  const otherBehind = await behindBacklog(bench, neighbour, () => atPace(bench, agencies, BACKLOG_CALLS, 1));
  const ownBehind = await behindBacklog(bench, own, () => atPace(bench, [own], BACKLOG_CALLS, 0.5));
  return {
    [`at ${CALLS_A_SECOND} calls a second`]: delayRow(paced),
    [`behind ${BACKLOG} waiting requests of another account`]: delayRow(otherBehind),
    [`behind ${BACKLOG} waiting requests of the same account`]: delayRow(ownBehind),
  };
}

function open(bench: Bench, name: string, how?: { readonly isNew: boolean }): Promise<Agency[]> {
  return Promise.all(Array.from({ length: AGENCIES }, (_, index) => openAgency(bench, `${name}-${index}`, how)));
}

async function alone(bench: Bench, agency: Agency, how?: { atOnce: boolean }): Promise<number> {
  const delay = await popupDelay(bench, agency, how);
  await isQuiet(bench, agency);
  return delay;
}

async function atPace(bench: Bench, agencies: readonly Agency[], calls: number, perSecond: number): Promise<number[]> {
  const delays: Promise<number>[] = [];
  for (let count = 0; count < calls; count += 1) {
    const agency = agencies[count % agencies.length];
    if (agency) delays.push(popupDelay(bench, agency));
    await sleep(1_000 / perSecond);
  }
  return Promise.all(delays);
}

/** Requests of recovery wait for the account in a process of their own, more of them than the calls outlast. */
async function behindBacklog(bench: Bench, { enterprise }: Agency, play: () => Promise<number[]>): Promise<number[]> {
  const access = await bench.store.uonAccess(enterprise.number);
  if (!access) throw new Error('the agency has no account');
  const { account, apiKey } = access;
  const to = { databaseUrl: bench.env.DATABASE_URL, uonUrl: bench.env.UON_URL, account, apiKey };
  const senders = await startSenders(1, to);
  try {
    for (let count = 0; count < BACKLOG; count += 1) senders.order('recovery');
    await sleep(2_000);
    return await play();
  } finally {
    await senders.stop();
  }
}

/** One durable row and the two requests, with nothing in between. */
async function floor(bench: Bench, { enterprise: { apiKey }, phone }: Agency): Promise<number> {
  const from = performance.now();
  await bench.pool.query('insert into bench_floor values (now())');
  await (await fetch(`${bench.uon.url}/${apiKey}/user/phone/${phone}.json`)).text();
  const body = JSON.stringify({ manager_id: 2, text: 'floor' });
  const headers = { 'Content-Type': 'application/json' };
  await (await fetch(`${bench.uon.url}/${apiKey}/notification/create.json`, { method: 'POST', headers, body })).text();
  return performance.now() - from - 2 * bench.uonAnswerMs;
}
