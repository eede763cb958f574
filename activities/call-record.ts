import { endsWithCallId } from '../domain/call-mark.ts';
import { epochMsToPbxTime } from '../domain/pbx-time.ts';
import type { CallRecord } from '../domain/uon-shapes.ts';
import type { Ask, RecordOrder } from './contract.ts';
import type { UonDeps, UonTurn } from './uon-request.ts';

/** More pages than this of call history are not read to find a record again. */
const MAX_PAGES = 30;

/** Logs a call. Its note carries the call id: a later attempt looks for what an earlier one logged after all. */
export async function createCallRecord(deps: UonDeps, ask: Ask, turn: UonTurn, order: RecordOrder): Promise<void> {
  const { access, options, attempt } = turn;
  if (attempt > 1 && (await isLogged(deps, ask, turn))) return;
  await deps.uon.createCallRecord(
    access,
    {
      phoneDigits: order.phoneDigits,
      startedAt: order.start,
      durationS: order.durationS,
      direction: order.direction,
      managerId: order.managerId,
      recordUrl: order.recordUrl,
      note: order.note,
    },
    options,
  );
}

/** Adds a recording to the card of the lead, else of the client: a record itself can't be changed. */
export async function addRecordLink(
  deps: UonDeps,
  ask: Ask,
  { access, enterprise, options }: UonTurn,
  to: { readonly clientId: string | null; readonly leadId: string | null },
  recordUrl: string,
): Promise<void> {
  await deps.uon.createAction(
    access,
    {
      kind: 'call',
      text: `Запись разговора (звонок ${ask.callId}): ${plainUrl(recordUrl)}`,
      at: epochMsToPbxTime(Date.now(), enterprise.timezone),
      ...(to.leadId === null ? { clientId: to.clientId } : { leadId: to.leadId }),
    },
    options,
  );
}

/** The text of an action may be shown as HTML: what would be markup there is percent-encoded. */
function plainUrl(url: string): string {
  return url.replace(/[<>"'\s]/g, encodeURIComponent);
}

async function isLogged(deps: UonDeps, ask: Ask, { access, options }: UonTurn): Promise<boolean> {
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const records = await deps.uon.callRecords(access, page, options);
    if (records.length === 0) return false;
    if (records.some((record) => namesCall(record, ask.callId))) return true;
  }
  return false;
}

function namesCall(record: CallRecord, callId: string): boolean {
  return endsWithCallId(record.note, callId);
}
