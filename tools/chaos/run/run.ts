import { join } from 'node:path';
import { createPool } from '../../../db/pool.ts';
import type { AccountSeed } from '../../../simulators/uon/account-seed.ts';
import { applyEnterprise } from '../../../tests/support/enterprises.ts';
import type { Observed } from '../check/finding.ts';
import { ACCOUNT_BASIS, uonSettings } from '../plan/agencies.ts';
import type { Plan } from '../plan/plan.ts';
import { readDepartures } from './departures.ts';
import { readOwnState } from './own-state.ts';
import { playCalls } from './play.ts';
import type { Servers } from './servers.ts';
import { settle } from './settle.ts';
import { showRun } from './show.ts';
import { strike } from './strike.ts';
import type { Timeline } from './timeline.ts';

/** Stores the plan's agencies and what their accounts hold before the run. */
export async function furnish({ agencies, calls, briefHours }: Plan, { env, uon }: Servers): Promise<void> {
  const seeds: Record<string, AccountSeed> = {};
  for (const { apiKey } of agencies) seeds[apiKey] = { ...ACCOUNT_BASIS, clients: [], leads: [] };
  for (const { agency, known } of calls) {
    const seed = seeds[agencies[agency]?.apiKey ?? ''];
    if (!known || seed?.clients?.some(({ u_id }) => u_id === known.id)) continue;
    const { id, digits, managerId, leads } = known;
    seed?.clients?.push({
      u_id: id,
      u_name: 'Юлия',
      u_surname: `Клиентова ${id}`,
      u_phone: `+${digits}`,
      manager_id: managerId,
    });
    for (const lead of leads) {
      const { status, createdAt, ...rest } = lead;
      seed?.leads?.push({ id: rest.id, client_id: id, status_id: status, manager_id: rest.managerId, dat: createdAt });
    }
  }
  await uon.addAccounts(seeds);
  for (const agency of agencies) {
    await applyEnterprise(env, agency, {
      uon: uonSettings(agency, briefHours),
      lines: [{ trunk: '0001363', name: 'Главная', phone: `+${agency.ownPhone}` }],
    });
  }
}

/** Plays the plan to its end and reads what is left behind; the number of processes killed with it. */
export async function run(
  plan: Plan,
  servers: Servers,
  timeline: Timeline,
  signal: AbortSignal,
): Promise<{ observed: Observed; killed: number }> {
  const pool = createPool(servers.env.DATABASE_URL, { max: 2 });
  const show = showRun(plan.calls.length);
  try {
    let isPlayed = false;
    const stage = { ...servers, timeline, signal };
    const playing = Promise.all([playCalls(plan, stage), strike(plan, stage)]).finally(() => (isPlayed = true));
    const latest = () => timeline.moments.at(-1)?.what.slice(0, 70) ?? '';
    const settled = settle(pool, { show, isPlayed: () => isPlayed, what: latest, signal });
    const [[deliveries, killed]] = await Promise.all([playing, settled]);
    const own = await readOwnState(pool, servers.url);
    const [uon, arrivals] = await Promise.all([servers.uon.state(), servers.uon.arrivals()]);
    const departures = await readDepartures(join(servers.folder, 'logs'));
    return { observed: { plan, deliveries, timeline, uon, arrivals, departures, own }, killed };
  } finally {
    show.stop();
    await pool.end();
  }
}
