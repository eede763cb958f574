import { newPhone } from '../../tests/support/call-script.ts';
import { finishedCall, postAsService, recover, through } from '../../tests/support/recovery.ts';
import { waitFor } from '../../tests/support/wait-for.ts';
import { ACTIVE_LEAD, CREATE, knownClient, type Scene } from './scene.ts';

/** Finished calls that are told afterwards. */
export const RECOVERY_SCENES: readonly Scene[] = [
  {
    uon: { incoming_call_actions: { ...CREATE, status_lead_active: 3 }, primary: true },
    seed: knownClient([ACTIVE_LEAD]),
    async play({ system, enterprise, phone }) {
      const unknown = newPhone();
      const calls = [
        finishedCall({ phone }),
        finishedCall({ phone, answered: false }),
        finishedCall({ phone: unknown, answered: false }),
        finishedCall({ phone: unknown, extension: '152' }),
        finishedCall({ phone: newPhone(), direction: 'outgoing' }),
        finishedCall({ phone: '152', direction: 'internal' }),
      ];
      const { failed } = await through(system, await recover(system, enterprise, calls));
      if (failed > 0) throw new Error('calls were not recovered');
    },
    shows: [],
    others: { recovery: 'recovery' },
  },
  {
    seed: knownClient([ACTIVE_LEAD]),
    async play({ system, enterprise, phone }) {
      const call = { enterprise: enterprise.number, uniqueid: '1757840.1', phone, direction: 2, extension: '151' };
      const url = `${system.url}/internal/uon/log-call`;
      await postAsService(url, { ...call, start: '2025-09-14 12:05:13', duration: 60 });
      await waitFor('the logged call', async () => {
        const done = 'select 1 from recoveries where enterprise_number = $1 and ended_at is not null';
        return (await system.pool.query(done, [enterprise.number])).rowCount === 1;
      });
    },
    shows: [],
    others: { recovery: 'recovery-logged-call' },
  },
];
