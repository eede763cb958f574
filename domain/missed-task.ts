import { hangupOf, phoneOf, rawPhoneOf, trunkOf } from './call-facts.ts';
import type { CallState } from './call-state.ts';
import { lineName, type CallTerms } from './call-terms.ts';
import { clientZone } from './client-zone.ts';
import { epochMsToPbxTime, plainPbxTime } from './pbx-time.ts';
import type { Client } from './uon-shapes.ts';
import { withinHours } from './working-hours.ts';

/** The task that a missed call gives a manager. `dueAtMs`: epoch ms. */
export interface MissedTask {
  readonly dueAtMs: number;
  readonly text: string;
}

/**
 * Whom to call back and when: `task_minutes` from now, within the client's own working hours where the settings have such. Where
 * nobody knows by which clocks the client lives, those of the enterprise count.
 */
export function missedTask(state: CallState, terms: CallTerms, client: Client | null, nowMs: number): MissedTask {
  const { task_minutes, working_hours } = terms.uon.incoming_call_actions;
  const wantedAtMs = nowMs + task_minutes * 60_000;
  const phone = phoneOf(state, terms);
  const phoneE164 = phone.kind === 'number' ? phone.e164 : null;
  const zone = clientZone({ timezone: client?.timezone ?? null, phoneE164 }, wantedAtMs) ?? terms.timezone;
  const dueAtMs = working_hours ? withinHours(wantedAtMs, working_hours, zone) : wantedAtMs;
  return { dueAtMs, text: missedCallText(state, terms, clientTime(dueAtMs, zone, terms.timezone)) };
}

/** What the client's clocks show then, `09:00`; null where those of the enterprise show the same. */
function clientTime(epochMs: number, zone: string, ofEnterprise: string): string | null {
  const shown = epochMsToPbxTime(epochMs, zone);
  return shown === epochMsToPbxTime(epochMs, ofEnterprise) ? null : shown.slice(11, 16);
}

/** The call id is there to find the task again by. */
function missedCallText(state: CallState, terms: CallTerms, timeOfClient: string | null): string {
  const phone = phoneOf(state, terms);
  const hangup = hangupOf(state);
  const trunk = trunkOf(state);
  return [
    `Пропущенный звонок: ${phone.kind === 'number' ? phone.e164 : rawPhoneOf(state)}`,
    ...(hangup ? [`в ${plainPbxTime(hangup.endTime)}`] : []),
    ...(trunk === '' ? [] : [`линия ${lineName(terms, trunk)}`]),
    ...(timeOfClient === null ? [] : [`в срок задачи у клиента ${timeOfClient}`]),
    `перезвоните клиенту (звонок ${state.callId})`,
  ].join(', ');
}
