import { isBridged } from './call-answer.ts';
import type { PbxContext } from './call-facts.ts';
import type { CallState } from './call-state.ts';
import { speakersOf, talkersOf } from './call-talkers.ts';

/**
 * Is the story of a call that has hung up whole, so that nothing need be waited for? Not where its start, dial or bridge is
 * missing, where one of them came behind the hangup (then others may), or where somebody was consulted who has not talked
 * to the client: the transfer may be on its way.
 */
export function isStoryWhole(state: CallState, context: PbxContext): boolean {
  const { starts, dials, bridges, hangups } = state;
  if (starts.length === 0 || dials.length === 0 || !isBridged(state, context)) return false;
  const hungUpAs = Math.min(...hangups.map(({ inboxId }) => inboxId));
  if ([...starts, ...dials, ...bridges].some(({ inboxId }) => inboxId > hungUpAs)) return false;
  const talkers = talkersOf(state, context);
  return speakersOf(state, context).every((extension) => talkers.includes(extension));
}
