import type pg from 'pg';
import { addRepeat, eventsTold, recoveredCall, repeatableCall } from '../db/repeats.ts';
import { stateOfFinished } from '../domain/finished-call.ts';
import { receivedEvents, type ReceivedEvent } from '../domain/received-event.ts';
import { REFUSAL_TEXT, repeatOf, type RepeatRefusal } from '../domain/repeat.ts';
import type { RepeatActivities, ToRepeat } from './contract/repeat.ts';

/** The activities of repeats on the queue `calls`. */
export function createRepeatActivities(pool: pg.Pool): RepeatActivities {
  return {
    readToRepeat: async (enterprise, callId, step) => {
      const call = await repeatableCall(pool, enterprise, callId);
      if (!call) return refused('forgotten');
      const repeat = repeatOf(step, call);
      if (repeat.kind === 'refused') return refused(repeat.why);
      const events = await eventsOf(pool, enterprise, callId);
      const { clientId, leadId } = call;
      return events ? { kind: 'ready', parts: repeat.parts, events, clientId, leadId } : refused('untold');
    },
    noteRepeat: (enterprise, callId, news) => addRepeat(pool, { enterprise, callId }, news),
  };
}

/**
 * What the call was told of, and where no hangup is among it, what a recovery was told. Null where there is nothing, or a manager
 * was named with it, whom no event could name.
 */
async function eventsOf(pool: pg.Pool, enterprise: string, callId: string): Promise<readonly ReceivedEvent[] | null> {
  const told = receivedEvents(await eventsTold(pool, enterprise, callId));
  if (told.some(({ event }) => event.name === 'hangup' && event.uniqueId === callId)) return told;
  const finished = await recoveredCall(pool, enterprise, callId);
  if (!finished) return told.length > 0 ? told : null;
  return finished.managerId === null ? [...told, ...stateOfFinished(finished).hangups] : null;
}

function refused(why: RepeatRefusal): ToRepeat {
  return { kind: 'refused', why: REFUSAL_TEXT[why] };
}
