import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { integrationsConfig } from './settings.ts';
import { telegramText, type TelegramFacts, type TelegramTextSettings } from './telegram-text.ts';

const phoneE164 = '+375296254070';
const { links } = integrationsConfig.parse({}).uon;
const settings: TelegramTextSettings = {
  ...{ language: 'ru', mask_phone: false, timezone: 'Europe/Minsk', links, subdomain: 'id67054.u-on.ru' },
};
const ivanov = { id: '123', name: 'Иванов Иван', company: '' };
const facts: TelegramFacts = {
  ...{ status: 'ringing', answered: false, direction: 'incoming', line: 'Основная', extension: null },
  ...{ managerName: null, startedAtMs: Date.UTC(2025, 8, 14, 11, 35, 22), durationS: null, recordUrl: null },
  caller: { kind: 'number', phoneE164, client: null },
};
const text = (over: Partial<TelegramFacts>, set: Partial<TelegramTextSettings> = {}): string =>
  telegramText({ ...facts, ...over }, { ...settings, ...set });
const known = { kind: 'number', phoneE164, client: ivanov } as const;

describe('the message of a call', () => {
  it('tells of a call that rings, before anybody is known', () => {
    expect(text({})).toBe(
      [
        '📞 <b>Входящий звонок</b> · звонит',
        '❓ Неизвестный клиент',
        `📱 ${phoneE164}`,
        '🏢 Линия: Основная',
        '⏰ 14:35:22',
      ].join('\n'),
    );
  });

  it('links the client, and says who answered, how long they talked and where the recording is', () => {
    const ended = {
      status: 'ended',
      answered: true,
      extension: '151',
      managerName: 'Петрова Анна',
      durationS: 125,
    } as const;
    expect(text({ ...ended, caller: known, recordUrl: 'https://pbx.example/r?id=1&x=2' })).toBe(
      [
        '✅ <b>Входящий звонок</b> · завершён, 2 мин 5 с',
        '👤 <a href="https://id67054.u-on.ru/client_edit.php?client_id=123">Иванов Иван</a>',
        `📱 ${phoneE164}`,
        '🏢 Линия: Основная',
        '👨‍💼 Менеджер: Петрова Анна (151)',
        '🎧 <a href="https://pbx.example/r?id=1&amp;x=2">Запись разговора</a>',
        '⏰ 14:35:22',
      ].join('\n'),
    );
  });

  it.each([
    [{ status: 'ended' }, '❌ <b>Входящий звонок</b> · пропущен'],
    [{ status: 'ended', direction: 'outgoing' }, '❌ <b>Исходящий звонок</b> · не ответили'],
    [{ status: 'talking', answered: true }, '🗣 <b>Входящий звонок</b> · разговор'],
    [{ status: 'ended', answered: true, durationS: 3661 }, '✅ <b>Входящий звонок</b> · завершён, 1 ч 1 мин 1 с'],
    [{ status: 'ended', answered: true, durationS: 0 }, '✅ <b>Входящий звонок</b> · завершён, 0 с'],
  ] as const)('begins with what counts: %o', (over, first) => {
    expect(text(over).split('\n')[0]).toBe(first);
  });

  it('speaks English where that is set', () => {
    expect(text({ status: 'ended', caller: { kind: 'hidden' } }, { language: 'en' })).toBe(
      ['❌ <b>Incoming call</b> · missed', '❓ Number withheld', '🏢 Line: Основная', '⏰ 14:35:22'].join('\n'),
    );
  });

  it('shows the end of a masked number alone', () => {
    const masked = text({ caller: known }, { mask_phone: true });
    expect(masked).toContain('📱 •••• 4070');
    expect(masked).not.toContain('62540');
  });

  it('names a company first, and a client without a name by his id; without a host there is no link', () => {
    const company = { ...known, client: { id: '4', name: 'Петров', company: 'ООО "Рога"' } };
    expect(text({ caller: company }, { subdomain: undefined })).toContain('🏬 ООО &quot;Рога&quot;\n👤 Петров\n');
    const nameless = { ...known, client: { id: '4', name: '', company: '' } };
    expect(text({ caller: nameless }, { subdomain: undefined })).toContain('👤 Клиент 4\n');
  });

  it.each(['javascript:alert(1)', 'no address', `https://pbx.example/${'x'.repeat(5_000)}`, ''])(
    'makes no link of %s',
    (recordUrl) => {
      expect(text({ recordUrl })).not.toContain('🎧');
    },
  );

  it('keeps its markup and its length, whatever is told to it', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom(
        '<b>',
        '</a>',
        '"><script>',
        '&amp;',
        '\u202eabc',
        '👨‍👩‍👧‍👦'.repeat(2_000),
        '\ud800',
        '\n\n📱 +1',
        '<'.repeat(10_000),
      ),
    );
    const hostile = fc.record({
      status: fc.constantFrom('ringing', 'talking', 'ended'),
      answered: fc.boolean(),
      line: nasty,
      extension: nasty,
      managerName: nasty,
      durationS: fc.integer({ min: 0 }),
      recordUrl: fc.oneof(
        nasty,
        fc.webUrl(),
        nasty.map((part) => `https://x.example/${part}`),
      ),
      caller: fc.record({
        kind: fc.constant('number' as const),
        phoneE164: nasty,
        client: fc.record({ id: nasty, name: nasty, company: nasty }),
      }),
    });
    fc.assert(
      fc.property(hostile, fc.boolean(), (over, mask_phone) => {
        const html = text(over, { mask_phone });
        const shown = html.replace(/<b>(?:Входящий звонок)<\/b>|<a href="https?:[^"<>]*">|<\/a>/g, '');
        expect(shown).not.toMatch(/[<>]/);
        expect(shown).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/);
        expect(html).not.toMatch(/[\u202a-\u202e]/);
        expect(html.isWellFormed()).toBe(true);
        expect(html.split('\n').length).toBeLessThanOrEqual(8);
        expect(html.match(/<a /g)?.length ?? 0).toBe(html.match(/<\/a>/g)?.length ?? 0);
        expect(html.length).toBeLessThan(4_096 + 2 * 5_100);
        expect(shown.replace(/&[a-z#0-9]+;/g, '.').length).toBeLessThanOrEqual(4_096);
      }),
    );
  });
});
