import type { Client } from '@temporalio/client';
import { createUonTrialLimits } from '../../../api/admin/uon/limits.ts';
import type { AdminUonDeps } from '../../../api/admin/uon/router.ts';
import { releaseAccount, troubleOf } from '../../../db/account-troubles.ts';
import { writeAudit } from '../../../db/admin-audit.ts';
import { askForConnection } from '../../../db/connection-asks.ts';
import { keptDirectories } from '../../../db/directories.ts';
import { createUonTrials } from '../../../intake/uon-trials.ts';
import { seldom } from '../../../platform/seldom.ts';
import type { OpenProcess } from '../../open-process.ts';
import { askedOf } from '../asked-of.ts';
import { TOLD_EVERY_MS } from '../background.ts';

/** What the page's place for U-ON needs. */
export function createAdminUon({
  log,
  pool,
  settings,
  client,
  connect,
}: Pick<OpenProcess, 'log' | 'pool' | 'settings'> & {
  readonly client: Client;
  readonly connect: (number: string) => Promise<void>;
}): AdminUonDeps['uon'] {
  const onFailure = seldom(TOLD_EVERY_MS, (leftOut, err: unknown) =>
    log.warn({ err, leftOut }, 'what an administrator tried in U-ON got no answer from its workflow'),
  );
  return {
    load: async (number) => askedOf(await settings.withKey(number)),
    kept: (account) => keptDirectories(pool, account),
    trouble: async (account) => {
      const trouble = await troubleOf(pool, account);
      return trouble && (trouble === 'stopped' ? 'key-refused' : 'no-answer');
    },
    trials: createUonTrials({ client, onFailure }),
    limits: createUonTrialLimits(),
    connectAnew: async (number, account) => {
      // As whoever stores settings once more: he says that what was wrong is mended.
      await releaseAccount(pool, account);
      await askForConnection(pool, number);
      void connect(number);
    },
    audit: (entry) => writeAudit(pool, entry),
  };
}
