import { Router } from 'express';
import type { Alarm } from '../../db/alarms.ts';
import type { ConnectionState } from '../../db/connections.ts';
import type { Enterprises } from '../../db/enterprises.ts';
import { may } from '../../domain/admin-access.ts';
import { summaryTold } from '../enterprise-answers.ts';
import { answerEnterprise, numberOf, type TellDeps } from '../enterprises.ts';
import { serve } from '../openapi/operation.ts';
import { adminOf, allow, type AdminDoor } from './door.ts';
import { listGlances, readAdminEnterprise, type GlancesAnswer } from './enterprises-operations.ts';

export interface AdminEnterprisesDeps extends AdminDoor, TellDeps {
  readonly enterprises: Pick<Enterprises, 'list' | 'show' | 'alarms'>;
  readonly connections: () => Promise<ReadonlyMap<string, ConnectionState>>;
  /** Calls under way, by the enterprise's number. */
  readonly openCalls: () => Promise<ReadonlyMap<string, number>>;
  readonly standsAnyAlarm: () => Promise<boolean>;
  /** What stands still of the installation now. */
  readonly standstills: () => Promise<GlancesAnswer['standstills']>;
}

/** `/api/admin/enterprises`: what `/internal/enterprises` tells, behind a session. */
export function adminEnterprisesRouter(deps: AdminEnterprisesDeps): Router {
  const { enterprises } = deps;
  const router = Router();

  serve(
    router,
    listGlances,
    allow(deps, () => ({ what: 'use-own-account' })),
    async (_request, response) => {
      const { user } = adminOf(response);
      const [all, connections, calls, areAlarms, standstills] = await Promise.all([
        enterprises.list(),
        deps.connections(),
        deps.openCalls(),
        deps.standsAnyAlarm(),
        deps.standstills(),
      ]);
      const shown = all.filter(({ number }) => may(user, { what: 'read-enterprise', enterprise: number }));
      const glances = shown.map(async (each) => ({
        ...summaryTold(each, connections.get(each.number)),
        open_calls: calls.get(each.number) ?? 0,
        alarms: areAlarms ? (await enterprises.alarms(each.number)).map(toldAlarm) : [],
      }));
      const answer: GlancesAnswer = { enterprises: await Promise.all(glances), standstills };
      response.json(answer);
    },
  );

  const readers = allow(deps, (request) => ({
    what: 'read-enterprise',
    enterprise: String(request.params['number']),
  }));
  serve(router, readAdminEnterprise, readers, async (request, response) => {
    const how = adminOf(response).user.role === 'reader' ? 'nothing-of-secrets' : undefined;
    await answerEnterprise(deps, response, numberOf(request), 200, { how });
  });
  return router;
}

function toldAlarm({ kind, message }: Alarm): GlancesAnswer['enterprises'][number]['alarms'][number] {
  return { kind, message };
}
