import type { Outcome } from '../domain/slot-grants.ts';
import type { UonError } from './errors.ts';

/** Reasons that say nothing of U-ON: our own for not sending or not waiting, an answer of ten megabytes, a riddle. */
export const SAYS_NOTHING = new Set([
  ...['ABORT_ERR', 'ERR_NO_SLOT', 'ERR_HELD_BACK', 'ERR_PAUSED', 'ERR_STOPPED', 'ERR_BUSY'],
  ...['ERR_TOO_LARGE', 'ERR_UNKNOWN'],
]);

/**
 * What a failed request says of its account: 5xx, timeouts and a network that does not get there are failures, a refusal is
 * an answer. Null where it says nothing: given up by us, or an answer that can't be read.
 */
export function outcomeOf({ kind, status, code }: UonError): Outcome | null {
  if (code !== undefined) return SAYS_NOTHING.has(code) ? null : 'failed';
  if (kind === 'key-refused') return 'key-refused';
  if (status === undefined) return null;
  if (kind === 'unclear') return status >= 500 || status === 408 ? 'failed' : null;
  return 'answered';
}
