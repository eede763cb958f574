import type { CountryCode } from 'libphonenumber-js';
import type { Enterprise } from '../domain/enterprise.ts';
import type { PbxEvent } from '../domain/pbx-event.ts';
import { numbersAmong } from '../domain/phone.ts';
import { ownNumbers } from '../domain/settings/line.ts';

/** What intake must know of the enterprise whose PBX speaks. */
export interface CallDoor {
  readonly enterprise: string;
  readonly country: CountryCode;
  /** The agency's own numbers, E.164: they name no outside party. */
  readonly ownNumbers: readonly string[];
}

export function doorOf(enterprise: Enterprise | null): CallDoor | null {
  if (!enterprise) return null;
  const { number, country, lines } = enterprise;
  return { enterprise: number, country, ownNumbers: ownNumbers(lines) };
}

/**
 * Does the event make its UniqueId a call? A start does, and a dial or hangup of an incoming or outgoing call; a leg of
 * a transfer (type 2) does not.
 */
export function opensCall(event: PbxEvent): boolean {
  if (event.name === 'start') return true;
  return (event.name === 'dial' || event.name === 'hangup') && event.callType !== 2;
}

/** The outside numbers that an event names, E.164. */
export function outsideNumbers(event: PbxEvent, door: CallDoor): readonly string[] {
  const named = 'phone' in event ? [event.phone] : [event.callerIdNum, event.connectedLineNum];
  return numbersAmong(named, door.country).filter((number) => !door.ownNumbers.includes(number));
}
