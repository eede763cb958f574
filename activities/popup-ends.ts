import { dropPopup, type PopupKey } from '../db/popups.ts';
import type { Enterprise } from '../domain/enterprise.ts';
import type { PopupOrder } from '../domain/popup-order.ts';
import { variantOf } from '../domain/popup-policy.ts';
import type { UonDeps } from './uon-request.ts';

/** `untaken`: nobody rings any more, and U-ON had been asked in vain while somebody did. */
export type Unwanted = 'dropped' | 'over' | 'untaken';

type EndedPopup = Pick<PopupOrder, 'variant' | 'eventAtMs'>;

/** Too late, or nobody rings any more: it is not sent. */
export async function dropUnsent(
  { pool, metrics, log }: UonDeps,
  key: PopupKey,
  { variant, eventAtMs }: EndedPopup,
  why: 'dropped' | 'over',
): Promise<Unwanted> {
  const wasTried = await dropPopup(pool, key, { variant, eventAtMs, why: why === 'over' ? why : 'late' });
  metrics.popup(why, variant, key.enterprise);
  log.info({ ...key, why }, 'popup dropped');
  return why === 'over' && wasTried ? 'untaken' : why;
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
