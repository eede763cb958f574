import type { ListsWanted, LookupAnswer, LookupInput } from '../workflows/lookup-messages.ts';
import type { AskLookup } from './ask-lookup.ts';

/**
 * What became of a lookup for a caller: the answer had it; the next one has it from the cache; U-ON or Temporal did not say; it was
 * not asked for, since they had not said a moment ago.
 */
export type LookupEnd = 'in_time' | 'afterwards' | 'failed' | 'not_asked';

export interface CallerLookup {
  readonly answer: Promise<LookupAnswer>;
  /** Who asked has been answered; the lookup goes on. */
  leave(): void;
}

/** `afterwards`: what the card of the call that comes next needs. */
export type CallerLookups = (input: LookupInput, afterwards: ListsWanted) => CallerLookup;

export interface CallerLookupsDeps {
  readonly ask: AskLookup;
  readonly onEnd: (end: LookupEnd) => void;
  readonly onFailure: (error: unknown) => void;
  readonly now?: () => number;
}

/**
 * An account that did not say is asked again so soon. Each lookup is a workflow: at 50 callers a second of an account that is paused
 * they took the machine that has to answer.
 */
const REST_MS = 1_000;

/** Lookups that go on when nobody waits for them. Their answers never fail. */
export function createCallerLookups({
  ask,
  onEnd,
  onFailure,
  now = () => performance.now(),
}: CallerLookupsDeps): CallerLookups {
  const silentSince = new Map<string, number>();
  const lookUp = async (input: LookupInput, afterwards: ListsWanted): Promise<LookupAnswer> => {
    try {
      return await ask(input, { leads: false, requests: false, fresh: false, afterwards });
    } catch (error) {
      onFailure(error);
      return { kind: 'failed', why: 'no answer' };
    }
  };
  return (input, afterwards) => {
    const { account } = input;
    if (now() - (silentSince.get(account) ?? Number.NEGATIVE_INFINITY) < REST_MS) {
      onEnd('not_asked');
      return {
        answer: Promise.resolve({ kind: 'failed', why: 'it did not say a moment ago' }),
        leave: () => undefined,
      };
    }
    let isWaitedFor = true;
    const answer = lookUp(input, afterwards).then((told) => {
      if (told.kind === 'failed') silentSince.set(account, now());
      else silentSince.delete(account);
      onEnd(told.kind === 'failed' ? 'failed' : isWaitedFor ? 'in_time' : 'afterwards');
      return told;
    });
    return { answer, leave: () => void (isWaitedFor = false) };
  };
}
