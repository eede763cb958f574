import { hangupOf, phoneOf, rawPhoneOf, trunkOf } from './call-facts.ts';
import type { CallState } from './call-state.ts';
import { lineName, type CallTerms } from './call-terms.ts';
import { plainPbxTime } from './pbx-time.ts';

/** The text of the task that a missed call gives a manager: whom to call back, and the call id to find it again by. */
export function missedCallText(state: CallState, terms: CallTerms): string {
  const phone = phoneOf(state, terms);
  const hangup = hangupOf(state);
  const trunk = trunkOf(state);
  return [
    `Пропущенный звонок: ${phone.kind === 'number' ? phone.e164 : rawPhoneOf(state)}`,
    ...(hangup ? [`в ${plainPbxTime(hangup.endTime)}`] : []),
    ...(trunk === '' ? [] : [`линия ${lineName(terms, trunk)}`]),
    `перезвоните клиенту (звонок ${state.callId})`,
  ].join(', ');
}
