import { Router } from 'express';
import type { Counts } from '../../domain/health/counts.ts';
import { compareTroubles, uonErrorsOf } from '../../domain/health/counts.ts';
import { PROCESS_ROLES, type ProcessRole } from '../../domain/health/places.ts';
import { windowOf, type Window } from '../../domain/health/window.ts';
import type { Standing } from '../../platform/dependency.ts';
import { numberOf } from '../enterprises.ts';
import { readInput } from '../input.ts';
import { serve } from '../openapi/operation.ts';
import { Problem } from '../problem.ts';
import { allow, type AdminDoor } from './door.ts';
import {
  healthQuery,
  readHealth,
  readInstallationHealth,
  type HealthAnswer,
  type InstallationHealthAnswer,
} from './health-operations.ts';
import { healthTold, standingTold, type ReadHealth } from './health-told.ts';
import { NO_ENTERPRISE } from './enterprise-params.ts';

export interface AdminHealthDeps extends AdminDoor {
  readonly health: {
    /** Null where there is no such enterprise. */
    ofEnterprise(number: string, window: Window, at: Date): Promise<ReadHealth | null>;
    ofInstallation(window: Window, at: Date): Promise<InstallationHealth>;
    readonly version: string;
  };
}

export interface InstallationHealth extends ReadHealth {
  readonly dependencies: { readonly database: Standing; readonly temporal: Standing };
  readonly processes: ReadonlyMap<ProcessRole, { readonly count: number; readonly heardAt: Date }>;
  readonly enterprises: readonly { readonly number: string; readonly name: string; readonly counts: Counts }[];
}

/** Enterprises that are told: those that need somebody. */
const MOST_ENTERPRISES = 20;

/** `/api/admin/health` and that of one enterprise: from our own stored counts. */
export function adminHealthRouter(deps: AdminHealthDeps): Router {
  const { health } = deps;
  const router = Router();
  const readers = allow(deps, (request) => ({ what: 'read-enterprise', enterprise: String(request.params['number']) }));
  serve(router, readHealth, readers, async (request, response) => {
    const { window, at } = asked(readInput(healthQuery, request).hours);
    const read = await health.ofEnterprise(numberOf(request), window, at);
    if (!read) throw new Problem(404, NO_ENTERPRISE);
    const answer: HealthAnswer = healthTold(read, window, at);
    response.json(answer);
  });

  const owners = allow(deps, () => ({ what: 'read-installation' }));
  serve(router, readInstallationHealth, owners, async (request, response) => {
    const { window, at } = asked(readInput(healthQuery, request).hours);
    const read = await health.ofInstallation(window, at);
    response.json(installationTold(read, health.version, healthTold(read, window, at)));
  });
  return router;
}

function asked(hours: Parameters<typeof windowOf>[0]): { readonly window: Window; readonly at: Date } {
  const at = new Date();
  return { at, window: windowOf(hours, at) };
}

function installationTold(
  { dependencies, processes, enterprises, alarms }: InstallationHealth,
  version: string,
  told: HealthAnswer,
): InstallationHealthAnswer {
  const listed = enterprises.map(({ number, name, counts }) => ({
    ...{ number, name, counts, errors: uonErrorsOf(counts) },
    alarms: alarms.filter((alarm) => alarm.enterprises.includes(number)).length,
  }));
  const worst = listed.toSorted(
    (a, b) => b.alarms - a.alarms || compareTroubles(a.counts, b.counts) || (a.number < b.number ? -1 : 1),
  );
  return {
    ...told,
    version,
    dependencies: {
      database: standingTold(dependencies.database),
      temporal: standingTold(dependencies.temporal),
    },
    processes: PROCESS_ROLES.map((role) => {
      const known = processes.get(role);
      return { role, count: known?.count ?? 0, heard_at: known?.heardAt.toISOString() ?? null };
    }),
    enterprises: worst.slice(0, MOST_ENTERPRISES),
  };
}
