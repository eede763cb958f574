import type { Party, Scribe } from './scribe.ts';

/** The PBX tells what happens at one moment in several events, some milliseconds apart. */
export const STEP_MS = 15;

/** A bridge of two from `from` to `to`; takes six steps at most. */
export function talk(scribe: Scribe, callee: Party, caller: Party, from: number, to: number): void {
  const bridge = scribe.openBridge(from);
  scribe.enter(from + STEP_MS, bridge, callee, caller);
  scribe.enter(from + 2 * STEP_MS, bridge, caller, callee);
  const end = Math.max(to, from + 3 * STEP_MS);
  scribe.leave(end, bridge, callee, caller, 1);
  scribe.leave(end + STEP_MS, bridge, caller, callee, 0);
  scribe.closeBridge(end + 2 * STEP_MS, bridge);
}

/** A SIP channel: its name ends in a number of its own, as `SIP/151-0000001f`. */
export function sipParty(peer: string, number: string, uniqueId: string): Party {
  const seq = Number(uniqueId.split('.')[1] ?? 0);
  return { uniqueId, number, channel: `SIP/${peer}-${(seq % 0xffff_ffff).toString(16).padStart(8, '0')}` };
}
