import { dropPopup, restMs, type PopupKey, type PopupMark } from '../db/popups.ts';
import type { Enterprise } from '../domain/enterprise.ts';
import type { PopupOrder } from '../domain/popup-order.ts';
import { variantOf } from '../domain/popup-policy.ts';
import type { UonError } from '../uon/errors.ts';
import type { PopupOutcome } from './contract/popups.ts';
import type { UonDeps } from './uon-request.ts';

type EndedPopup = Pick<PopupOrder, 'variant' | 'eventAtMs'>;

/** Too late, or nobody rings any more: it is not sent (again). @throws where an attempt may still get its answer */
export async function dropUnsent(
  { pool, metrics, log, failures }: UonDeps,
  key: PopupKey,
  { variant, eventAtMs }: EndedPopup,
  why: 'dropped' | 'over',
): Promise<PopupOutcome> {
  const left = await dropPopup(pool, key, { variant, eventAtMs, why: why === 'over' ? why : 'late' });
  if (left === 'in-flight') throw inFlight({ failures });
  if (left === 'sent') return left;
  const counted = left === 'unclear' ? left : why;
  metrics.popup(counted, variant, key.enterprise);
  log.info({ ...key, why: counted }, 'popup dropped');
  return why === 'over' && left === 'untaken' ? left : counted;
}

export function inFlight({ failures }: Pick<UonDeps, 'failures'>) {
  return failures.of('popup-in-flight', 'an earlier attempt may still get its answer');
}

/** The last attempt is not spent on what the first one stumbled over. `leftMs`: of the popup's time. */
export function resting({ failures }: Pick<UonDeps, 'failures'>, leftMs: number) {
  const message = 'U-ON did not say whether it showed the popup: it is asked once more in a moment';
  return failures.of('popup-unclear', message, { delayMs: restMs(leftMs) });
}

/** What a failure leaves in the popup's row. */
export function markOf({ kind }: UonError): PopupMark {
  return kind === 'unclear' || kind === 'refused' ? kind : 'not-sent';
}

/** Counts one that U-ON took, and that it told less than the enterprise wants. */
export function countSent(
  { metrics }: UonDeps,
  { number, uon }: Enterprise,
  callId: string,
  { variant, eventAtMs }: EndedPopup,
): void {
  metrics.popupSent(variant, Date.now() - eventAtMs, number);
  if (variant === 'basic' && variantOf(callId, uon.notifications) === 'enriched') {
    metrics.fellBack('basic-popup', 'notification/create');
  }
}
