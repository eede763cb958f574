import { effectsSince, type EffectStanding } from '../db/effects.ts';
import { endsWithCallId } from '../domain/call-mark.ts';
import type { CallRecordFacts } from '../domain/call-record.ts';
import { epochMsToPbxTime } from '../domain/pbx-time.ts';
import type { CallRecord } from '../domain/uon-shapes.ts';
import type { Ask } from './contract/asked.ts';
import { once, type Made } from './effect.ts';
import { findRecord } from './find-record.ts';
import type { UonDeps, UonTurn } from './uon-request.ts';

const RECORD = 'call_history/create';

/** Logs a call. Its note carries the call id: what an earlier attempt logged after all is found by it. */
export async function createCallRecord(
  deps: UonDeps,
  ask: Ask,
  turn: UonTurn,
  order: CallRecordFacts,
  clientId: string | null,
): Promise<void> {
  const { start: startedAt, ...facts } = order;
  await once(deps, ask, turn, {
    effect: RECORD,
    find: (standing) => findLogged(deps, ask, turn, { order, clientId, standing }),
    create: (options) => deps.uon.createCallRecord(turn.access, { ...facts, startedAt }, options),
  });
}

/** Adds a recording to the card of the lead, else of the client: a record itself can't be changed. */
export async function addRecordLink(
  deps: UonDeps,
  ask: Ask,
  turn: UonTurn,
  to: { readonly clientId: string | null; readonly leadId: string | null },
  recordUrl: string,
): Promise<void> {
  const { access, enterprise } = turn;
  await once(deps, ask, turn, {
    effect: 'request-action/create',
    find: null,
    create: (options) =>
      deps.uon.createAction(
        access,
        {
          kind: 'call',
          text: `Запись разговора (звонок ${ask.callId}): ${plainUrl(recordUrl)}`,
          at: epochMsToPbxTime(Date.now(), enterprise.timezone),
          ...(to.leadId === null ? { clientId: to.clientId } : { leadId: to.leadId }),
        },
        options,
      ),
  });
}

/** The text of an action may be shown as HTML: what would be markup there is percent-encoded. */
function plainUrl(url: string): string {
  return url.replace(/[<>"'\s]/g, encodeURIComponent);
}

/**
 * The client's own calls first: one page, if it is there. That it is not there says nothing (U-ON may have taken the call
 * for nobody's), so the account's calls are gone through.
 */
async function findLogged(
  deps: UonDeps,
  ask: Ask,
  { access, options }: UonTurn,
  want: { readonly order: CallRecordFacts; readonly clientId: string | null; readonly standing: EffectStanding },
): Promise<Made | null> {
  const isIt = (record: CallRecord) => endsWithCallId(record.note, ask.callId);
  if (want.clientId !== null) {
    const ofClient = await deps.uon.callRecordsOfUser(access, want.clientId, options);
    const found = ofClient.find(isIt);
    if (found) return { id: found.id };
  }
  const madeSince = await effectsSince(deps.pool, access.account, RECORD, want.standing.sinceFirstMs);
  const search = await findRecord((page) => deps.uon.callRecords(access, page, options), {
    isIt,
    startedAt: want.order.start,
    madeSince,
  });
  if (search === 'gave-up') deps.log.warn({ callId: ask.callId }, 'too many call records to find one again');
  return typeof search === 'object' ? search : null;
}
