import type { CountName } from '../domain/health/counts.ts';
import type { Answer } from './answer.ts';
import type { UonErrorKind } from './errors.ts';
import { SAYS_NOTHING } from './outcome.ts';

/**
 * What a request counts as, beside that it left. Null for one that was not sent for reasons of our own: no slot, nobody wants it
 * any more, the account is left alone.
 */
export function countedAs(
  outcome: Answer['kind'] | UonErrorKind,
  { leftAt, code }: { readonly leftAt: number | undefined; readonly code: string | undefined },
): CountName | null {
  switch (outcome) {
    case 'ok':
    case 'empty':
      return 'uon_ok';
    case 'rate-limited':
      return 'uon_rate_limited';
    case 'refused':
      return 'uon_refused';
    case 'key-refused':
      return leftAt === undefined ? null : 'uon_key_refused';
    case 'unclear':
      return code === undefined ? 'uon_server_error' : 'uon_no_answer';
    case 'not-sent':
      return code !== undefined && !SAYS_NOTHING.has(code) ? 'uon_no_answer' : null;
    case 'held-back':
    case 'paused':
    case 'busy':
      return null;
  }
}
