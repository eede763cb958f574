import { createAdminAuth } from '../../api/admin/auth.ts';
import { createLoginLimits } from '../../api/admin/login-limits.ts';
import type { AppDeps } from '../../api/app.ts';
import { auditLogin, readAudit } from '../../db/admin-audit.ts';
import {
  addAdminUser,
  changeAdminUser,
  changePassword,
  findAdminUser,
  forgetEnded,
  listAdminUsers,
  passwordHashOf,
  removeAdminUser,
} from '../../db/admin-users.ts';
import { openAlarms } from '../../db/alarms.ts';
import { callsUnderWay } from '../../db/calls.ts';
import { popupCounts } from '../../db/popup-counts.ts';
import { allConnections, connectionOf } from '../../db/connections.ts';
import { createWaitingRoom } from '../../intake/waiting-room.ts';
import { loginDeps } from './admin/login.ts';
import { createStandstills } from './admin/standstills.ts';
import { createHealth } from './admin/health.ts';
import type { Watched } from './watch.ts';
import { callStoryDeps } from './admin/call-story.ts';
import { createCallsJournal } from './admin/calls.ts';
import { createAdminTelegram } from './admin/telegram.ts';
import { createAdminUon } from './admin/uon.ts';
import type { ApiProcess } from './background.ts';
import { createAdminCustomers } from './admin/customers.ts';

/** Each takes 0.2 s of a core and 32 MB, in a thread of its own: calls go on meanwhile. */
const PASSWORDS = { atOnce: 2, room: 50, waitMs: 5_000 };

/** What the administration page's routes need. */
export function createAdmin(
  api: ApiProcess & {
    readonly connect: (number: string) => Promise<void>;
    readonly watched: Watched;
    readonly version: string;
    readonly stopping: AbortSignal;
    readonly smart: AppDeps['admin']['smart'];
  },
): AppDeps['admin'] {
  const { config, log, pool, settings, sessionSecret, connect, watched, version, stopping } = api;
  const journal = createCallsJournal({ config, log, pool, settings }, stopping);
  return {
    auth: createAdminAuth(pool, sessionSecret),
    findUser: (id) => findAdminUser(pool, id),
    publicUrl: config.publicUrl,
    limits: createLoginLimits(),
    room: createWaitingRoom(PASSWORDS),
    passwordHashOf: (id) => passwordHashOf(pool, id),
    changePassword: (id, hash, by) => changePassword(pool, id, hash, by),
    audit: (action, email) => auditLogin(pool, action, email),
    forgetEnded: () => forgetEnded(pool),
    ...loginDeps(pool),
    users: {
      list: () => listAdminUsers(pool),
      add: (user, actor) => addAdminUser(pool, user, actor),
      change: (id, change, actor) => changeAdminUser(pool, id, change, actor),
      remove: (id, actor) => removeAdminUser(pool, id, actor),
    },
    health: createHealth({ pool, settings, watched, version }),
    readAudit: (page) => readAudit(pool, page),
    ...createAdminCustomers({ pool, settings }),
    popupCounts: (enterprise, since) => popupCounts(pool, enterprise, since),
    enterprises: settings,
    connect,
    connection: (number) => connectionOf(pool, number),
    connections: () => allConnections(pool),
    openCalls: () => callsUnderWay(pool),
    // Mostly none stands at all: then no enterprise is looked at for its own.
    standsAnyAlarm: async () => (await openAlarms(pool)).length > 0,
    standstills: createStandstills(pool, watched),
    ...journal,
    ...callStoryDeps({ config, log, pool, settings }, { client: api.client, ...journal }),
    uon: createAdminUon(api),
    smart: api.smart,
    telegram: createAdminTelegram(api),
  };
}
