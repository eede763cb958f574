import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { expect, it } from 'vitest';

import { clientZone } from './client-zone.ts';
import { epochMsToPbxTime } from './pbx-time.ts';
import { RUSSIAN_AREAS } from './russian-areas.ts';

const SUMMER = Date.UTC(2026, 6, 1, 12);

/** What the client's clocks show at noon UTC on the first of July 2026. */
const CASES: [phone: string | null, shown: string | null][] = [
  ['+375291234567', '15:00'],
  ['+375290000001', '15:00'],
  ['+380501234567', '15:00'],
  ['+48512345678', '14:00'],
  ['+77011234567', '17:00'],
  ['+77172123456', '17:00'],
  ['+74951234567', '15:00'],
  ['+73432123456', '17:00'],
  ['+74232123456', '22:00'],
  ['+74012123456', '14:00'],
  ['+79161234567', null],
  ['+78005553535', null],
  ['+12125550123', null],
  ['+447400123456', '13:00'],
  ['+491512345678', '14:00'],
  ['+995555123456', '16:00'],
  [null, null],
];

it.each(CASES)('by the number %s his clocks show %s', (phoneE164, shown) => {
  const zone = clientZone({ timezone: null, phoneE164 }, SUMMER);
  expect(zone && epochMsToPbxTime(SUMMER, zone).slice(11, 16)).toBe(shown);
});

it('what U-ON says counts before what the number tells', () => {
  expect(clientZone({ timezone: '+05:00', phoneE164: '+375291234567' }, SUMMER)).toBe('+05:00');
});

it('gives every country zones that there are, and most of them one', () => {
  const zones = getCountries().map((country) => {
    const phoneE164 = getExampleNumber(country, examples)?.number ?? null;
    return clientZone({ timezone: null, phoneE164 }, SUMMER);
  });
  for (const zone of zones) if (zone !== null) expect(() => epochMsToPbxTime(SUMMER, zone)).not.toThrow();
  expect(zones.filter((zone) => zone !== null).length).toBeGreaterThan(200);
});

it('knows each area of Russia once, and its zone', () => {
  const codes = RUSSIAN_AREAS.flatMap((area) => area.codes);
  expect(new Set(codes).size).toBe(codes.length);
  for (const { zone } of RUSSIAN_AREAS) expect(() => epochMsToPbxTime(SUMMER, zone)).not.toThrow();
});
