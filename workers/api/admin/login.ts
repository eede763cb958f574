import type pg from 'pg';
import type { AppDeps } from '../../../api/app.ts';
import { claimCode, halfLoggedIn, lockedMs, removeSecondFactor } from '../../../db/admin-second-factors.ts';
import { endOtherSessions, endSession, sessionsOf } from '../../../db/admin-sessions.ts';
import { isWelcome, welcomeOwner } from '../../../db/admin-welcomes.ts';

/** Second factors, one's own sessions, and the first owner's link. */
export function loginDeps(
  pool: pg.Pool,
): Pick<AppDeps['admin'], 'claimCode' | 'halfLoggedIn' | 'lockedMs' | 'removeSecondFactor' | 'sessions' | 'welcome'> {
  return {
    claimCode: (userId, code) => claimCode(pool, userId, code),
    halfLoggedIn: (challenge) => halfLoggedIn(pool, challenge),
    lockedMs: (userId) => lockedMs(pool, userId),
    removeSecondFactor: (userId, actor) => removeSecondFactor(pool, userId, actor),
    sessions: {
      of: (userId) => sessionsOf(pool, userId),
      end: (userId, sessionId) => endSession(pool, userId, sessionId),
      endOthers: (userId, keepSession) => endOtherSessions(pool, userId, keepSession),
    },
    welcome: {
      isOne: (token) => isWelcome(pool, token),
      use: (token, owner) => welcomeOwner(pool, token, owner),
    },
  };
}
