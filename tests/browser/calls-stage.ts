import { demoSeed } from '../../simulators/uon/demo-seed.ts';
import { newCallId, openingEvents, type CallScript, type ScriptedEvent } from '../support/call-script.ts';
import { SERVICE_TOKEN, startSystem, type System, type TestEnterprise } from '../support/system.ts';

/** The agency whose calls are looked at, with the managers, clients and leads of the demo. */
export const AGENCY: TestEnterprise = { number: '0367', token: 'pbx-token-0367', apiKey: 'key-of-0367' };

const SETTINGS = {
  ...{
    number: AGENCY.number,
    name: 'Турагентство «Июнь»',
    token: AGENCY.token,
    timezone: 'Europe/Minsk',
    country: 'BY',
  },
  lines: [{ trunk: '0001363', name: 'Главный офис', phone: '+375173001122' }],
  integrations_config: {
    uon: {
      ...{ enabled: true, api_key: AGENCY.apiKey, subdomain: 'id67054' },
      user_extensions: { 2: '150', 3: '151', 4: '152' },
      incoming_call_actions: { create_client_on_call: true, create_lead: 'if_no_open', missed_call_task: true },
      calls: { late_s: 1, settle_ms: 300 },
    },
  },
};

export async function setCallsStage(): Promise<System> {
  const system = await startSystem({
    more: { PUBLIC_URL: 'https://telephony.example', TEMPORAL_UI_URL: 'https://temporal.example' },
  });
  system.uon.setAccount(AGENCY.apiKey, demoSeed);
  const answer = await fetch(`${system.url}/internal/enterprises/${AGENCY.number}`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${SERVICE_TOKEN}` },
    body: JSON.stringify(SETTINGS),
  });
  if (!answer.ok) throw new Error(`the agency was not stored: ${await answer.text()}`);
  return system;
}

/** A call as the PBX tells it, moment by moment. */
export interface PlayedCall {
  readonly callId: string;
  rings(): Promise<void>;
  isAnswered(extension?: string): Promise<void>;
  hangsUp(more?: { readonly recordUrl?: string; readonly seconds?: number }): Promise<void>;
}

export function callFrom(
  system: System,
  phone: string,
  { trunk: line = '0001363', ...more }: Partial<CallScript> & { readonly trunk?: string } = {},
): PlayedCall {
  const script: CallScript = { callId: newCallId(), phone, ...more };
  const { callId, type = 0 } = script;
  const trunk = { UniqueId: callId, Phone: phone, CallType: type, Trunk: line };
  let talker: string | null = null;
  const post = async ({ event, body }: ScriptedEvent) => {
    const answer = await system.post(AGENCY, event, body);
    if (answer.status !== 202) throw new Error(`${event} got ${answer.status}: ${await answer.text()}`);
  };
  return {
    callId,
    rings: async () => {
      for (const { event, body } of openingEvents(script)) await post({ event, body: { ...body, Trunk: line } });
    },
    isAnswered: async (extension = '151') => {
      talker = extension;
      await post({ event: 'bridge', body: { UniqueId: callId, CallerIDNum: phone, ConnectedLineNum: extension } });
    },
    hangsUp: async ({ recordUrl, seconds = 72 } = {}) => {
      const ended = new Date();
      const began = new Date(ended.getTime() - seconds * 1_000);
      const answered = { CallStatus: '2', StartTime: pbxTime(began), Extensions: [talker] };
      const missed = { CallStatus: '0', StartTime: '', Extensions: [''] };
      const times = { EndTime: pbxTime(ended), DateReceived: pbxTime(began) };
      const recording = recordUrl === undefined ? {} : { RecordUrl: recordUrl };
      await post({ event: 'hangup', body: { ...trunk, ...times, ...recording, ...(talker ? answered : missed) } });
    },
  };
}

/** As a PBX in Minsk writes it. */
function pbxTime(at: Date): string {
  return at.toLocaleString('sv', { timeZone: 'Europe/Minsk' });
}
