import { answerOf, missedExtension, ringSeconds, talkerOf, talkSeconds } from './call-answer.ts';
import { directionOf, firstArrivalMs, hangupOf, phoneOf, rawPhoneOf, startedAt, trunkOf } from './call-facts.ts';
import type { CallState } from './call-state.ts';
import { lineName, type CallTerms } from './call-terms.ts';
import { phoneDigits } from './phone.ts';
import { epochMsToPbxTime, plainPbxTime } from './pbx-time.ts';
import { managersOfExtension } from './manager-extensions.ts';

/** What U-ON's call history is told of a call. */
export interface CallRecordFacts {
  readonly phoneDigits: string;
  readonly managerId: string | null;
  readonly direction: 'incoming' | 'outgoing';
  /** As the PBX wrote it, in its zone (`Y-m-d H:i:s`). */
  readonly start: string;
  readonly durationS: number;
  readonly recordUrl: string | null;
  readonly note: string;
}

/** The record of a call that ended; null when it has no phone that U-ON could log, or is none of its business. */
export function callRecord(state: CallState, terms: CallTerms, lostHangup = false): CallRecordFacts | null {
  const direction = directionOf(state);
  const digits = loggedDigits(state, terms);
  if (direction === 'internal' || digits === '') return null;
  const answered = answerOf(state, terms).kind !== 'missed';
  return {
    phoneDigits: digits,
    managerId: managerOf(state, terms),
    direction,
    start: startOf(state, terms),
    durationS: answered ? (talkSeconds(state, terms) ?? 0) : 0,
    recordUrl: hangupOf(state)?.recordUrl || null,
    note: noteOf(state, terms, answered, lostHangup),
  };
}

/** The extension that the call counts for: who talked, or of a missed call the first that was rung. */
export function extensionOf(state: CallState, terms: CallTerms): string | null {
  const answer = answerOf(state, terms);
  return answer.kind === 'missed' ? missedExtension(state) : talkerOf(answer, terms.uon.calls.transfer_manager);
}

/** The manager of that extension; null when none has it. */
export function managerOf(state: CallState, terms: CallTerms): string | null {
  const extension = extensionOf(state, terms);
  return extension === null ? null : (managersOfExtension(terms.uon, extension)[0] ?? null);
}

function loggedDigits(state: CallState, terms: CallTerms): string {
  const phone = phoneOf(state, terms);
  if (phone.kind === 'number') return phoneDigits(phone.e164);
  // An extension that calls from outside is the agency itself.
  return phone.kind === 'other' && managersOfExtension(terms.uon, phone.digits).length === 0 ? phone.digits : '';
}

function startOf(state: CallState, terms: CallTerms): string {
  const hangup = hangupOf(state);
  if (hangup && startedAt(hangup) !== '') return plainPbxTime(startedAt(hangup));
  const arrivedMs = firstArrivalMs([...state.starts, ...state.dials, ...state.bridges]);
  if (arrivedMs !== null) return epochMsToPbxTime(arrivedMs, terms.timezone);
  return hangup ? plainPbxTime(hangup.endTime) : '';
}

function noteOf(state: CallState, terms: CallTerms, answered: boolean, lostHangup: boolean): string {
  const direction = directionOf(state) === 'outgoing' ? 'Исходящий звонок' : 'Входящий звонок';
  const rang = answered ? null : ringSeconds(state, terms);
  const extension = extensionOf(state, terms);
  const trunk = trunkOf(state);
  const phone = phoneOf(state, terms);
  return [
    direction,
    answered ? 'Статус: отвечен' : 'Статус: пропущен',
    ...(rang === null ? [] : [`Звонил: ${rang} с`]),
    ...(extension === null ? [] : [`Вн. номер: ${extension}`]),
    ...(trunk === '' ? [] : [`Линия: ${lineName(terms, trunk)}`]),
    ...(phone.kind === 'other' ? [`Номер: ${rawPhoneOf(state)}`] : []),
    ...(lostHangup && !hangupOf(state) ? ['Окончание звонка АТС не сообщила'] : []),
    `Звонок: ${state.callId}`,
  ].join('. ');
}
