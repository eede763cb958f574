import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';

import { epochMsToPbxTime } from './pbx-time.ts';
import { RUSSIAN_AREAS } from './russian-areas.ts';

declare global {
  namespace Intl {
    /** Not in TypeScript's library yet. */
    interface Locale {
      getTimeZones?(): readonly string[] | undefined;
    }
  }
}

interface Whose {
  /** What U-ON says of the client: `+03:00`. */
  readonly timezone: string | null;
  /** Null where it is no telephone number. */
  readonly phoneE164: string | null;
}

/**
 * The zone by whose clocks a client lives, an IANA name or an offset: as U-ON says, else as his number tells. Null where neither
 * does: a mobile of Russia, say, is at home in any of eleven zones.
 */
export function clientZone({ timezone, phoneE164 }: Whose, atMs: number): string | null {
  if (timezone !== null) return timezone;
  const number = phoneE164 === null ? undefined : parsePhoneNumberFromString(phoneE164);
  if (number?.country === undefined) return null;
  if (number.country === 'RU') return zoneOfRussianArea(number.nationalNumber);
  return MOSTLY[number.country] ?? oneZoneOf(number.country, atMs);
}

function zoneOfRussianArea(nationalNumber: string): string | null {
  return RUSSIAN_AREAS.find(({ codes }) => codes.includes(nationalNumber.slice(0, 3)))?.zone ?? null;
}

/** Countries of which nearly all live by one of their zones. */
const MOSTLY: Partial<Record<CountryCode, string>> = { UA: 'Europe/Kyiv', CN: 'Asia/Shanghai' };

/** Of a country whose clocks all show the same at that moment (Kazakhstan has seven zones, and one time since 2024). */
function oneZoneOf(country: CountryCode, atMs: number): string | null {
  const zones = new Intl.Locale(`und-${country}`).getTimeZones?.() ?? [];
  const [first, ...others] = zones;
  if (first === undefined) return null;
  const shown = epochMsToPbxTime(atMs, first);
  return others.every((zone) => epochMsToPbxTime(atMs, zone) === shown) ? first : null;
}
