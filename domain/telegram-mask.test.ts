import fc from 'fast-check';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { expect, it } from 'vitest';
import { phoneDigits } from './phone.ts';
import { integrationsConfig } from './settings.ts';
import { telegramText, type TelegramTextSettings } from './telegram-text.ts';

const { links } = integrationsConfig.parse({}).uon;
const masked: TelegramTextSettings = {
  ...{ language: 'ru', mask_phone: true, timezone: 'Europe/Minsk', links, subdomain: undefined },
};
const message = (
  phoneE164: string,
  { name = '', company = '', recordUrl = null as string | null },
  settings = masked,
) =>
  telegramText(
    {
      ...{ status: 'ended', answered: true, direction: 'incoming', line: '', extension: null, managerName: null },
      ...{ startedAtMs: 0, durationS: 1, recordUrl },
      caller: { kind: 'number', phoneE164, client: { id: '1', name, company } },
    },
    settings,
  );

const phone = '+375296254070';

it.each([
  ['Новый клиент +375296254070', 'Новый клиент ••••'],
  ['Новый клиент 8 (029) 625-40-70', 'Новый клиент ••••'],
  ['625 40 70 Иванов', '•••• Иванов'],
  ['＋３７５２９６２５４０７０', '••••'],
  ['Иванов 4070', 'Иванов 4070'],
  ['Тур 2025, 14 дней', 'Тур 2025, 14 дней'],
])('«%s» is named «%s» where numbers are masked', (name, shown) => {
  expect(message(phone, { name })).toContain(`👤 ${shown}\n`);
  expect(message(phone, { company: name })).toContain(`🏬 ${shown}\n`);
  expect(message(phone, { name }, { ...masked, mask_phone: false })).toContain(`👤 ${name}\n`);
});

it.each([
  ['https://pbx.example/r/20250914-120513-375296254070.mp3', false],
  ['https://pbx.example/r?from=8%20(029)%20625-40-70', false],
  ['https://pbx.example/r?from=%252B375%252029%2520625%252040%252070', false],
  ['https://pbx.example/%36%32%35%34%30%37%30.mp3', false],
  ['https://pbx.example/r/1757840713.118.mp3', true],
])('%s is linked where numbers are masked: %s', (recordUrl, isLinked) => {
  expect(message(phone, { recordUrl }).includes('🎧')).toBe(isLinked);
  expect(message(phone, { recordUrl }, { ...masked, mask_phone: false })).toContain('🎧');
});

it('never shows more than the last four digits of any number, however it is written in names and addresses', () => {
  const numbers = getCountries().flatMap((country) => getExampleNumber(country, examples) ?? []);
  fc.assert(
    fc.property(
      fc.constantFrom(...numbers),
      fc.constantFrom('', ' ', 'Клиент ', '№'),
      fc.nat(3),
      (number, word, how) => {
        const national = number.formatNational();
        const writings = [number.number, number.formatInternational(), national, phoneDigits(national)];
        const name = `${word}${writings[how]}`;
        const html = message(number.number, {
          ...{ name, company: `${name} и Ко` },
          recordUrl: `https://pbx.example/r/${encodeURIComponent(writings[how] ?? '')}.mp3`,
        });
        const shown = html
          .split('\n')
          .slice(1, -1)
          .join('\n')
          .replace(/[^\p{L}\d\n]/gu, '');
        const digits = phoneDigits(number.number);
        for (let at = 0; at + 5 <= digits.length; at += 1) expect(shown).not.toContain(digits.slice(at, at + 5));
      },
    ),
    { numRuns: 300 },
  );
});
