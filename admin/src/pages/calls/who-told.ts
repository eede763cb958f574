import type { CallRow } from '../../api/calls.ts';
import { phoneTold } from '../../texts/phone-told.ts';
import type { Texts } from '../../texts/ru.ts';

/** A call that just began, of which the PBX has not told yet who calls whom. */
export function isBeingTold({ direction, status, closed }: Pick<CallRow, 'direction' | 'status' | 'closed'>): boolean {
  return direction === null && status !== 'ended' && !closed;
}

/** The number of the other side; in words where it is hidden, or not known yet. */
export function callPhoneTold(
  call: Pick<CallRow, 'phone' | 'direction' | 'status' | 'closed'>,
  texts: Pick<Texts['calls'], 'hidden' | 'beingTold'>,
): string {
  if (call.phone !== null) return phoneTold(call.phone);
  return isBeingTold(call) ? texts.beingTold : texts.hidden;
}
