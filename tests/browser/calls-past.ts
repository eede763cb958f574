import type { System } from '../support/system.ts';
import { AGENCY, callFrom } from './calls-stage.ts';

/** Who called whom, and how it went, as a morning at an agency goes. `ago`: minutes. */
const MORNING = [
  { phone: '375297003134', ago: 11, extension: '152', seconds: 184 },
  { phone: '375172001020', ago: 26, extension: '150', seconds: 421 },
  { phone: '375333456712', ago: 43 },
  { phone: '375291118855', ago: 58, type: 1, extension: '151', seconds: 63 },
  { phone: '375255550147', ago: 85, extension: '151', seconds: 35 },
  { phone: '375447034448', ago: 1_290, type: 1 },
  { phone: 'anonymous', ago: 1_342, extension: '152', seconds: 18 },
] as const;

/** Calls of today and yesterday, all of them over. */
export async function fillWithPast(system: System): Promise<void> {
  await Promise.all(
    MORNING.map(async (script) => {
      const { phone, ago } = script;
      const call = callFrom(system, phone, { type: 'type' in script ? script.type : 0 });
      await call.rings();
      if ('extension' in script) await call.isAnswered(script.extension);
      await call.hangsUp('seconds' in script ? { seconds: script.seconds } : {});
      await system.closed(AGENCY, call.callId);
      // Only a clock can make calls old: this is what it would have done.
      await system.pool.query(
        `update calls set opened_at = opened_at - make_interval(mins => $3) where enterprise_number = $1 and call_id = $2`,
        [AGENCY.number, call.callId, ago],
      );
    }),
  );
}
