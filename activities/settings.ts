import type pg from 'pg';
import { clearAlarm, raiseAlarm } from '../db/alarms.ts';
import type { Connections } from '../db/enterprise-connections.ts';
import { ALARM, enterprisePlace } from '../domain/alarms.ts';
import type { Enterprise } from '../domain/enterprise.ts';
import { SecretsError } from '../platform/secrets.ts';
import type { UonAccess } from '../uon/access.ts';
import type { Failures } from './failure.ts';

/** What the settings give an activity, read afresh at each request. */
export interface Settings {
  /** With the way to its U-ON, null where that is switched off; null when there is no such enterprise. */
  withAccess(enterprise: string): Promise<{ enterprise: Enterprise; access: UonAccess | null } | null>;
  /** The same for an administrator who tries the key: also while U-ON is switched off. */
  withKey(enterprise: string): Promise<{ enterprise: Enterprise; access: UonAccess | null } | null>;
  /** Forgets the trouble of an account that no enterprise has any more. */
  releaseUnused(account: string): Promise<void>;
}

interface Deps {
  readonly pool: pg.Pool;
  readonly failures: Failures;
  readonly log: { error(fields: object, message: string): void };
}

/**
 * Reads something of an enterprise's settings. Secrets that can't be decrypted raise an alarm, once, and fail as
 * `settings-unreadable`, which is tried again until they are mended. The first that can be read in this process clears it.
 */
export type SettingsAlarm = <T>(enterprise: string, read: () => Promise<T>) => Promise<T>;

export function createSettingsAlarm({ pool, failures, log }: Deps): SettingsAlarm {
  const readable = new Set<string>();
  return async (enterprise, read) => {
    try {
      const known = await read();
      if (!readable.has(enterprise)) {
        await clearAlarm(pool, enterprisePlace(enterprise), 'settings-unreadable');
        readable.add(enterprise);
      }
      return known;
    } catch (error) {
      if (!(error instanceof SecretsError)) throw error;
      readable.delete(enterprise);
      if (await raiseAlarm(pool, enterprisePlace(enterprise), 'settings-unreadable')) {
        log.error({ enterprise }, ALARM['settings-unreadable']);
      }
      throw failures.of('settings-unreadable', error.message);
    }
  };
}

export function withSettingsAlarm(settings: Settings, alarm: SettingsAlarm): Settings {
  return {
    releaseUnused: (account) => settings.releaseUnused(account),
    withAccess: (enterprise) => alarm(enterprise, () => settings.withAccess(enterprise)),
    withKey: (enterprise) => alarm(enterprise, () => settings.withKey(enterprise)),
  };
}

export function withConnectionsAlarm(connections: Connections, alarm: SettingsAlarm): Connections {
  return {
    ...connections,
    now: (enterprise) => alarm(enterprise, () => connections.now(enterprise)),
    hold: (enterprise, account) => alarm(enterprise, () => connections.hold(enterprise, account)),
    note: (enterprise, account, ids) => alarm(enterprise, () => connections.note(enterprise, account, ids)),
  };
}
