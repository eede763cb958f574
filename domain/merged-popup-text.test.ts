import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergedPopupText, MOST_CALLS_SHOWN, type ToldCall } from './merged-popup-text.ts';
import { NO_DETAILS, type PopupFacts } from './popup-facts.ts';
import { pageLinks } from './popup-links.ts';
import { integrationsConfig } from './settings.ts';
import type { Client } from './uon-shapes.ts';

const { links } = integrationsConfig.parse({}).uon;
const LINKS = pageLinks(links, 'id67054.u-on.ru');
const WINDOW_MS = 10_000;
const AT = Date.UTC(2025, 8, 14, 11, 35, 20);
const ivanov: Client = {
  ...{ id: '123', surname: 'Иванов', name: 'Иван', patronymic: '', company: '', kind: 'person' },
  ...{ phones: ['375296254070'], managerId: null, active: true, deleted: false },
};
type Over = Partial<PopupFacts> & { readonly ended?: ToldCall['ended'] };
const call = (second: number, { ended = null, ...over }: Over = {}): ToldCall => ({
  facts: {
    caller: { kind: 'unknown', phoneE164: '+375296254071', createdClientId: null, details: NO_DETAILS },
    ...{ direction: 'incoming', line: 'Минск', extension: '151', managerId: '2', atMs: AT + second * 1_000 },
    timezone: 'Europe/Minsk',
    ...over,
  },
  links: LINKS,
  ended,
});

it('tells of each call in a line, the newest first, with links, and of those that ended how', () => {
  const known = { kind: 'client', phoneE164: '+375296254070', client: ivanov, details: NO_DETAILS } as const;
  const company = { ...ivanov, id: '7', company: 'ООО "Рога & <Копыта>"', kind: 'company' as const, managerId: '2' };
  const text = mergedPopupText(
    [
      call(0, { caller: known, ended: 'missed' }),
      call(2, { line: '' }),
      call(1, { caller: { ...known, client: company }, direction: 'outgoing', ended: 'over', extension: '152' }),
    ],
    WINDOW_MS,
  );
  expect(text.split('\n')).toEqual([
    '📞 <b>3 звонка за 10 с</b>',
    '14:35:22 ❓ Неизвестный клиент · +375296254071 · <a href="https://id67054.u-on.ru/client_edit.php?phone=375296254071" target="_blank">Создать клиента</a>',
    '14:35:21 👤 <a href="https://id67054.u-on.ru/client_edit.php?client_id=7" target="_blank">ООО &quot;Рога &amp; &lt;Копыта&gt;&quot;</a> · +375296254070 · ⭐ ваш клиент · Минск · исходящий · завершён',
    '14:35:20 👤 <a href="https://id67054.u-on.ru/client_edit.php?client_id=123" target="_blank">Иванов Иван</a> · +375296254070 · Минск · <b>пропущен</b>',
    '👨‍💼 Менеджер: 151, 152',
  ]);
});

it('is plain where no details are wanted of any', () => {
  const basic = { kind: 'basic', who: '+375296254070' } as const;
  const text = mergedPopupText([call(0, { caller: basic }), call(1, { caller: basic, ended: 'missed' })], WINDOW_MS);
  expect(text).toBe(
    '2 звонка за 10 с\n14:35:21 +375296254070 · Минск · пропущен\n14:35:20 +375296254070 · Минск\nМенеджер: 151',
  );
});

it('says of a call of ours that nobody took it, not that it was missed', () => {
  const text = mergedPopupText([call(0, { ended: 'missed', direction: 'outgoing' })], WINDOW_MS);
  expect(text).toContain('исходящий · <b>без ответа</b>');
  expect(text).not.toContain('пропущен');
});

it.each([
  [2, 1_400, '2 звонка за 1 с'],
  [5, 90_000, '5 звонков за 90 с'],
  [21, 300_000, '21 звонок за 5 мин'],
])('%i calls in %i ms', (count, windowMs, heading) => {
  const calls = Array.from({ length: count }, (_, index) => call(index));
  const lines = mergedPopupText(calls, windowMs).split('\n');
  expect(lines[0]).toBe(`📞 <b>${heading}</b>`);
  const more = count - MOST_CALLS_SHOWN;
  expect(lines).toHaveLength(2 + Math.min(count, MOST_CALLS_SHOWN) + (more > 0 ? 1 : 0));
  expect(lines.includes(`и ещё ${more}`)).toBe(more > 0);
});

it('keeps its lines and its markup whatever the names are', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.string({ unit: fc.constantFrom('<', '>', '"', '&', '\n', '\u202e', '</a>', 'я'), minLength: 1 }),
  );
  fc.assert(
    fc.property(hostile, hostile, (name, line) => {
      const client = { ...ivanov, surname: name, name, company: name };
      const caller = { kind: 'client', phoneE164: '+375296254070', client, details: NO_DETAILS } as const;
      const lines = mergedPopupText([call(0, { caller, line }), call(1)], WINDOW_MS).split('\n');
      expect(lines).toHaveLength(4);
      expect(lines[2]?.match(/<[^>]*>/g)).toEqual([
        expect.stringMatching(/^<a href="[^"<>]*" target="_blank">$/),
        '</a>',
      ]);
    }),
  );
});
