import { AskError } from '../api/ask.ts';
import type { Texts } from './ru.ts';

/** What went wrong, in words; what a form knows better it says itself. */
export function told(error: unknown, { problems, login }: Texts): string {
  if (!(error instanceof AskError)) return problems.unknown(-1);
  if (error.status === 0) return problems.away;
  if (error.status === 401) return login.ended;
  if (error.status === 403) return problems.forbidden;
  if (error.status === 429) return login.tooMany(error.retryAfterS ?? 1);
  if (error.status === 503) return problems.busy;
  return problems.unknown(error.status);
}
