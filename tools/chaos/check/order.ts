import type { Arrival } from '../run/uon-remote.ts';
import { certaintyOf } from './certainty.ts';
import { finding, type Finding, type Observed } from './finding.ts';
import { numbersOf } from './numbers.ts';

/** U-ON finds a client by phone only a second after it was made: nothing is made for it before. */
const INDEX_MS = 1_000;
/** Both moments are read from clocks of one machine, in two processes. */
const CLOCK_MS = 20;

/** A cause comes before its effect: the client before its lead, the hangup before the record. */
export function checkOrder(observed: Observed): Finding[] {
  return [...checkCreations(observed), ...checkCauses(observed)];
}

function checkCreations(observed: Observed): Finding[] {
  const { arrivals, uon } = observed;
  return numbersOf(observed).flatMap(({ agency, digits, calls }) => {
    const [call = null] = calls;
    const made = arrivals.find((one) => one.apiKey === agency.apiKey && creates(one, 'user/create', digits));
    const client = uon[agency.apiKey]?.clients.find(({ u_phone }) => u_phone.replace(/\D/g, '') === digits);
    if (made === undefined || client === undefined) return [];
    const lead = arrivals.find(
      (one) =>
        one.apiKey === agency.apiKey && one.route === 'lead/create' && Number(one.body['r_cl_id']) === client.u_id,
    );
    if (lead === undefined || lead.at - made.at >= INDEX_MS - CLOCK_MS) return [];
    return [finding('out of order', call, `its lead was made ${Math.round(lead.at - made.at)} ms after its client`)];
  });
}

function creates({ route, body }: Arrival, wanted: string, digits: string): boolean {
  return route === wanted && String(body['u_phone'] ?? body['u_phone_mobile']).replace(/\D/g, '') === digits;
}

/** No effect before the PBX said what it is the effect of. */
function checkCauses({ plan, arrivals, deliveries }: Observed): Finding[] {
  const records = arrivals.filter(({ route }) => route === 'call_history/create');
  return plan.calls.flatMap((call) => {
    const agency = plan.agencies[call.agency];
    if (!call.facts.hasHangup || agency === undefined) return [];
    const record = records.find(
      ({ apiKey, body }) => apiKey === agency.apiKey && String(body['note']).trimEnd().endsWith(`: ${call.callId}`),
    );
    const { hangupUnheardUntil } = certaintyOf(call, deliveries.get(call.index) ?? []);
    if (record === undefined || hangupUnheardUntil === null || record.at >= hangupUnheardUntil - CLOCK_MS) return [];
    const early = Math.round(hangupUnheardUntil - record.at);
    return [finding('out of order', call, `its record was made ${early} ms before its hangup`)];
  });
}
