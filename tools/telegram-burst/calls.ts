import { answeredCall, missedCall, newCallId, newPhone, type ScriptedEvent } from '../../tests/support/call-script.ts';

/** A call in parts that all calls play together, and how its message must end. */
export interface BurstCall {
  readonly phone: string;
  readonly opening: readonly ScriptedEvent[];
  readonly answer: readonly ScriptedEvent[];
  readonly ending: readonly ScriptedEvent[];
  readonly ends: string;
}

/** Every second one is answered. */
export function plannedCalls(count: number): BurstCall[] {
  return Array.from({ length: count }, (_, n) => {
    const script = { callId: newCallId(), phone: newPhone() };
    if (n % 2 === 0) {
      const [start, dial, bridge, hangup] = answeredCall(script);
      return {
        phone: script.phone,
        opening: [start, dial],
        answer: [bridge],
        ending: [hangup],
        ends: 'завершён, 1 мин 0 с',
      };
    }
    const [start, dial, hangup] = missedCall(script);
    return { phone: script.phone, opening: [start, dial], answer: [], ending: [hangup], ends: 'пропущен' };
  });
}
