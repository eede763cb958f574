import { checkStep } from '../../../domain/uon-check-steps.ts';
import type { CheckSteps, TestedPopup, UnreadList } from '../../../domain/uon-check.ts';

const NOT_DONE = { state: 'failed', code: 'not-done' } as const;

interface NobodyCame {
  readonly check: CheckSteps;
  readonly lists: { readonly problem: UnreadList };
  readonly popup: TestedPopup;
}

/** What is answered where no worker came to it in time. A popup may still be shown by one that comes later. */
export const NOBODY_CAME: NobodyCame = {
  check: {
    ping: checkStep('ping', NOT_DONE),
    key: checkStep('key', NOT_DONE),
    limits: checkStep('limits', NOT_DONE),
    search: checkStep('search', NOT_DONE),
  },
  lists: { problem: { code: 'not-done', message: null } },
  popup: { code: 'maybe-sent', message: null },
};
