import type pg from 'pg';
import type { AdminHealthDeps } from '../../../api/admin/health.ts';
import { accountUsage } from '../../../db/account-usage.ts';
import { placedAlarms } from '../../../db/alarms.ts';
import { allConnections, connectionOf } from '../../../db/connections.ts';
import type { Enterprises } from '../../../db/enterprises.ts';
import { enterpriseHealth, installationHealth } from '../../../db/health/health-of.ts';
import { countsByEnterprise, lastWebhookAt, processesHeardOf, recentCounts } from '../../../db/health/read.ts';
import { waitingNow, type WaitingNow } from '../../../db/health/waiting.ts';
import { enterprisePlace } from '../../../domain/alarms.ts';
import { healthAlarms, type FailedConnection, type HealthFacts } from '../../../domain/health/alarms.ts';
import { PLACE } from '../../../domain/health/places.ts';
import type { Watched } from '../watch.ts';
import { accountOf } from './account-of.ts';

export interface HealthParts {
  readonly pool: pg.Pool;
  readonly settings: Enterprises;
  readonly watched: Watched;
  readonly version: string;
}

/** Alarms by what was counted tell of so many minutes. */
const RECENT_MIN = 15;

type Health = AdminHealthDeps['health'];

/** What the health pages read. */
export function createHealth(parts: HealthParts): Health {
  return {
    version: parts.version,
    ofEnterprise: (...asked) => ofEnterprise(parts, ...asked),
    ofInstallation: (...asked) => ofInstallation(parts, ...asked),
  };
}

async function ofEnterprise(
  parts: HealthParts,
  ...[number, window, at]: Parameters<Health['ofEnterprise']>
): ReturnType<Health['ofEnterprise']> {
  const { pool, settings } = parts;
  if (!(await settings.load(number))) return null;
  const account = await accountOf(settings, number);
  const place = PLACE.enterprise(number);
  const [health, waiting, lastWebhook, connection, alarms, usage] = await Promise.all([
    enterpriseHealth(pool, { enterprise: number, account }, window),
    waitingNow(pool, number),
    lastWebhookAt(pool, place),
    connectionOf(pool, number),
    settings.alarms(number),
    account === null ? null : accountUsage(pool, account),
  ]);
  const facts = await factsOf(parts, place, waiting);
  const standing = alarms.map((alarm) => ({ ...alarm, enterprises: [number] }));
  const failed = connection?.state === 'failed' ? [{ ...connection, enterprise: number }] : [];
  return {
    ...{
      health,
      lastWebhookAt: lastWebhook,
      now: { ...waiting, requestsLastSecond: usage?.usedLastSecond ?? null },
    },
    alarms: healthAlarms({ ...facts, standing, failed }, at),
  };
}

async function ofInstallation(
  parts: HealthParts,
  ...[window, at]: Parameters<Health['ofInstallation']>
): ReturnType<Health['ofInstallation']> {
  const { pool, settings, watched } = parts;
  const [health, waiting, lastWebhook, connections, placed, accounts, all, counted, database] = await Promise.all([
    installationHealth(pool, window),
    waitingNow(pool, null),
    lastWebhookAt(pool, PLACE.installation),
    allConnections(pool),
    placedAlarms(pool),
    settings.accounts(),
    settings.list(),
    countsByEnterprise(pool, window.from),
    watched.database.look(),
  ]);
  const { processes, ...facts } = await factsOf(parts, PLACE.installation, waiting);
  const numbersAt = (place: string) =>
    [...accounts].filter(([n, account]) => account === place || enterprisePlace(n) === place).map(([n]) => n);
  const standing = placed.map((alarm) => ({ ...alarm, enterprises: numbersAt(alarm.place) }));
  const failed = [...connections].flatMap(([enterprise, { state, problem, since }]): FailedConnection[] =>
    state === 'failed' && accounts.has(enterprise) ? [{ enterprise, problem, since }] : [],
  );
  return {
    ...{ health, lastWebhookAt: lastWebhook, now: { ...waiting, requestsLastSecond: null } },
    ...{ processes, dependencies: { database, temporal: watched.temporal.standing } },
    alarms: healthAlarms({ ...facts, standing, failed }, at),
    enterprises: all.map(({ number, name }) => ({ number, name, counts: counted.get(number) ?? {} })),
  };
}

type PlaceFacts = Omit<HealthFacts, 'standing' | 'failed'> & {
  readonly processes: Awaited<ReturnType<typeof processesHeardOf>>;
};

/** What alarms are told by, of a place, beside those that stand. */
async function factsOf({ pool, watched }: HealthParts, place: string, waiting: WaitingNow): Promise<PlaceFacts> {
  const [processes, recent] = await Promise.all([processesHeardOf(pool), recentCounts(pool, place, RECENT_MIN)]);
  const heardOf = Object.fromEntries([...processes].map(([role, { heardAt }]) => [role, heardAt]));
  return { ...waiting, processes, heardOf, recent, temporal: watched.temporal.standing };
}
