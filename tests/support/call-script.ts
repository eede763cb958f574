/** One event as a PBX posts it. */
export interface ScriptedEvent {
  readonly event: string;
  readonly body: Readonly<Record<string, unknown>>;
}

let counter = Date.now() % 1_000_000;

/** A UniqueId of Asterisk's form that no other test uses. */
export function newCallId(): string {
  counter += 1;
  return `1757840${String(counter % 1000).padStart(3, '0')}.${counter}`;
}

/** A Belarusian mobile number that no other test uses, as a PBX writes it: digits alone. */
export function newPhone(): string {
  counter += 1;
  return `37529${String(1_000_000 + (counter % 8_999_999))}`;
}

export interface CallScript {
  readonly callId: string;
  readonly phone: string;
  readonly type?: 0 | 1;
  readonly extension?: string;
  readonly rung?: readonly string[];
}

/** The four events of a call that extension 151 answers: 60 seconds by the PBX's times. */
export function answeredCall(
  script: CallScript,
): readonly [ScriptedEvent, ScriptedEvent, ScriptedEvent, ScriptedEvent] {
  const { callId, phone, extension = '151' } = script;
  const bridge = { UniqueId: callId, Channel: 'SIP/0001363-00000004', CallerIDNum: phone, ConnectedLineNum: extension };
  return [
    ...openingEvents(script),
    { event: 'bridge', body: { ...bridge, BridgeUniqueid: `b-${callId}` } },
    hangupOf(script, { CallStatus: '2', StartTime: '2025-09-14 12:05:13', Extensions: [extension] }),
  ];
}

/** Start, dial and a hangup that nobody answered. */
export function missedCall(script: CallScript): readonly [ScriptedEvent, ScriptedEvent, ScriptedEvent] {
  return [...openingEvents(script), hangupOf(script, { CallStatus: '0', StartTime: '', Extensions: [''] })];
}

export function openingEvents({
  callId,
  phone,
  type = 0,
  rung = ['151', '152'],
}: CallScript): [ScriptedEvent, ScriptedEvent] {
  const common = { UniqueId: callId, Phone: phone, CallType: type, Trunk: '0001363' };
  return [
    { event: 'start', body: common },
    { event: 'dial', body: { ...common, Extensions: rung, ExtTrunk: '', ExtPhone: phone } },
  ];
}

export function hangupOf({ callId, phone, type = 0 }: CallScript, more: Record<string, unknown>): ScriptedEvent {
  return {
    event: 'hangup',
    body: {
      UniqueId: callId,
      Phone: phone,
      CallType: type,
      Trunk: '0001363',
      EndTime: '2025-09-14 12:06:13',
      DateReceived: '2025-09-14 12:05:10',
      ...more,
    },
  };
}
