/** Writes moments as a PBX does: local time without a zone, to the second. */
export type PbxClock = (epochMs: number) => string;

/**
 * The clock of a PBX in an IANA time zone, e.g. `Europe/Minsk`.
 * @throws RangeError when there is no such zone
 */
export function pbxClock(timeZone: string): PbxClock {
  // Swedish writes dates the ISO way: 2025-09-14 12:15:37.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return (epochMs) => format.format(epochMs);
}
