import type pg from 'pg';
import type { AdminEnterprisesDeps } from '../../../api/admin/enterprises.ts';
import { processesHeardOf } from '../../../db/health/read.ts';
import { STANDSTILLS, standstills } from '../../../domain/health/alarms.ts';
import type { Watched } from '../watch.ts';

/** What stands still of the installation, by what was heard of its processes. */
export function createStandstills(pool: pg.Pool, watched: Watched): AdminEnterprisesDeps['standstills'] {
  return async () => {
    const heardOf = Object.fromEntries(
      [...(await processesHeardOf(pool))].map(([role, { heardAt }]) => [role, heardAt]),
    );
    return standstills({ temporal: watched.temporal.standing, heardOf }, new Date()).flatMap((alarm) => {
      const kind = STANDSTILLS.find((each) => each === alarm.kind);
      return kind ? { kind, since: alarm.since?.toISOString() ?? null } : [];
    });
  };
}
