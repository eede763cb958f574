import type { CallScript } from './call-script.ts';
import type { PbxEvent } from './pbx-event.ts';

/** One channel of a call and who is at it. */
export interface Party {
  uniqueId: string;
  channel: string;
  number: string;
}

export type CallTypeNumber = 0 | 1 | 2;

interface HangupFacts {
  uniqueId: string;
  phone: string;
  type: CallTypeNumber;
  answered: boolean;
  extensions: readonly string[];
  receivedAt: number;
  /** Empty when absent. */
  talkedFrom?: number;
  endedAt: number;
  trunk?: string;
}

/** Writes a call's events in the PBX's own fields. Moments are epoch ms and must not go back. */
export function createScribe(script: CallScript) {
  const { clock, uniqueIds } = script;
  const events: PbxEvent[] = [];

  const note = (at: number, event: string, body: Record<string, unknown>) => {
    const fraction = String(Math.floor(at % 1000)).padStart(3, '0');
    events.push({ at: `${clock(at)}.${fraction}`, event, body });
  };
  const type = (number: CallTypeNumber) => (script.otherTypes ? String(number) : number);
  const list = (extensions: readonly string[]) => (script.joinedExtensions ? [extensions.join('&')] : [...extensions]);
  const line = { Trunk: script.trunk };

  return {
    events,
    start(at: number, uniqueId: string, phone: string, callType: CallTypeNumber) {
      note(at, 'start', { UniqueId: uniqueId, Phone: phone, CallType: type(callType), ...(callType !== 2 && line) });
    },
    callerId(at: number, who: Party, exten: string, context = 'from-out-office') {
      note(at, 'new_callerid', {
        UniqueId: who.uniqueId,
        Channel: who.channel,
        CallerIDNum: who.number,
        CallerIDName: '<unknown>',
        ConnectedLineNum: '<unknown>',
        ConnectedLineName: '<unknown>',
        Context: context,
        Exten: exten,
      });
    },
    dial(at: number, uniqueId: string, phone: string, callType: CallTypeNumber, extensions: readonly string[]) {
      note(at, 'dial', {
        UniqueId: uniqueId,
        Phone: phone,
        CallType: type(callType),
        Extensions: list(extensions),
        ExtTrunk: '',
        ExtPhone: phone,
        ...(callType !== 2 && line),
      });
    },
    /** Opens a bridge and gives its id. */
    openBridge(at: number): string {
      const [epoch = '0', seq = '0'] = uniqueIds.next(at).split('.');
      const bridge = `${Number(epoch).toString(16).padStart(8, '0')}-0000-4000-8000-${seq.padStart(12, '0')}`;
      note(at, 'bridge_create', { ...bridgeFields(bridge), BridgeNumChannels: '0' });
      return bridge;
    },
    enter(at: number, bridge: string, who: Party, withWhom: Party) {
      note(at, 'bridge', { ...memberFields(bridge, who, withWhom), Exten: '' });
    },
    leave(at: number, bridge: string, who: Party, withWhom: Party, left: number) {
      note(at, 'bridge_leave', { ...memberFields(bridge, who, withWhom), BridgeNumChannels: String(left) });
    },
    closeBridge(at: number, bridge: string) {
      note(at, 'bridge_destroy', { ...bridgeFields(bridge), BridgeNumChannels: '0' });
    },
    hangup(at: number, facts: HangupFacts) {
      const status = facts.answered ? 2 : 0;
      note(at, 'hangup', {
        UniqueId: facts.uniqueId,
        Phone: facts.phone,
        CallType: type(facts.type),
        CallStatus: script.otherTypes ? status : String(status),
        Extensions: facts.extensions.length === 0 ? [''] : [...facts.extensions],
        DateReceived: clock(facts.receivedAt),
        StartTime: facts.talkedFrom === undefined ? '' : clock(facts.talkedFrom),
        EndTime: clock(facts.endedAt),
        ...(facts.trunk !== undefined && { Trunk: facts.trunk }),
        ...(script.recordUrl !== undefined && { RecordUrl: script.recordUrl }),
      });
    },
  };
}

export type Scribe = ReturnType<typeof createScribe>;

function bridgeFields(bridge: string): Record<string, unknown> {
  return {
    BridgeUniqueid: bridge,
    BridgeCreator: '<unknown>',
    BridgeName: '<unknown>',
    BridgeType: '',
    BridgeTechnology: 'simple_bridge',
    UniqueId: '',
  };
}

function memberFields(bridge: string, who: Party, withWhom: Party): Record<string, unknown> {
  return {
    BridgeUniqueid: bridge,
    UniqueId: who.uniqueId,
    Channel: who.channel,
    CallerIDNum: who.number,
    CallerIDName: '',
    ConnectedLineNum: withWhom.number,
    ConnectedLineName: '<unknown>',
  };
}
