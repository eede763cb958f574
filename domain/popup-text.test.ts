import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { hostilePopup, hostileWords, HOSTILE_WORDS } from './hostile-popup.fixture.ts';
import { NO_DETAILS, type CallerDetails, type PopupCaller, type PopupFacts } from './popup-facts.ts';
import { pageLinks } from './popup-links.ts';
import { popupText } from './popup-text.ts';
import { integrationsConfig } from './settings.ts';
import type { Client } from './uon-shapes.ts';

const phoneE164 = '+375296254070';
const { links } = integrationsConfig.parse({}).uon;

const ivanov: Client = {
  ...{ id: '123', surname: 'Иванов', name: 'Иван', patronymic: 'Петрович', company: '', kind: 'person' },
  ...{ phones: ['375296254070'], managerId: null, active: true, deleted: false },
};
const company: Client = {
  ...ivanov,
  ...{ id: '456', surname: 'Петров', name: 'Петр', patronymic: '', company: 'ООО "Рога и Копыта"', kind: 'company' },
};

const HOST = 'id67054.u-on.ru';
const AT_MS = Date.UTC(2025, 8, 14, 11, 35, 22);

function text(caller: PopupCaller, over: Partial<PopupFacts> = {}, to = pageLinks(links, HOST)): string {
  const facts = { caller, direction: 'incoming', line: '0367-june', extension: '152', managerId: '7' } as const;
  return popupText({ ...facts, atMs: AT_MS, timezone: 'Europe/Minsk', ...over }, to);
}

function known(client: Client, details: Partial<CallerDetails> = {}): PopupCaller {
  return { kind: 'client', phoneE164, client, details: { ...NO_DETAILS, ...details } };
}

function unknown(createdClientId: string | null, details: Partial<CallerDetails> = {}): PopupCaller {
  return { kind: 'unknown', phoneE164, createdClientId, details: { ...NO_DETAILS, ...details } };
}

describe('a popup', () => {
  it('is three plain lines when details are not wanted or not known', () => {
    const basic: PopupCaller = { kind: 'basic', who: phoneE164 };
    expect(text(basic, { line: '0367' })).toBe('Входящий звонок: +375296254070\nЛиния: 0367\nМенеджер: 152');
    expect(text(basic, { direction: 'outgoing', line: '' })).toBe('Исходящий звонок: +375296254070\nМенеджер: 152');
  });

  it('links the name of a known client to the card', () => {
    expect(text(known(ivanov))).toBe(
      [
        '📞 <b>Входящий звонок</b>',
        '👤 <a href="https://id67054.u-on.ru/client_edit.php?client_id=123" target="_blank">Иванов Иван Петрович</a>',
        '📱 +375296254070',
        '🏢 Линия: 0367-june',
        '👨‍💼 Менеджер: 152',
        '⏰ 14:35:22',
      ].join('\n'),
    );
  });

  it('offers to create an unknown client', () => {
    expect(text(unknown(null), { direction: 'outgoing' })).toBe(
      [
        '📞 <b>Исходящий звонок</b>',
        '❓ Неизвестный клиент',
        '📱 +375296254070',
        '🏢 Линия: 0367-june',
        '👨‍💼 Менеджер: 152',
        '⏰ 14:35:22',
        '<a href="https://id67054.u-on.ru/client_edit.php?phone=375296254070" target="_blank">Создать клиента</a>',
      ].join('\n'),
    );
  });

  it('links to the card that was just created', () => {
    const lines = text(unknown('789'));
    expect(lines).toContain('href="https://id67054.u-on.ru/client_edit.php?client_id=789"');
    expect(lines).not.toContain('Создать клиента');
  });

  it('shows a company, linked by the client’s link, with the contact person', () => {
    const lines = text(known(company)).split('\n');
    expect(lines.slice(1, 4)).toEqual([
      '🏢 <a href="https://id67054.u-on.ru/client_edit.php?client_id=456" target="_blank">ООО &quot;Рога и Копыта&quot;</a>',
      '👤 Петров Петр (контакт)',
      '📱 +375296254070',
    ]);
    const withoutContact = text(known({ ...company, surname: '', name: '' }));
    expect(withoutContact).not.toContain('контакт');
  });

  it('of a hidden caller has no link and no number', () => {
    expect(text({ kind: 'hidden' })).not.toMatch(/href|📱/);
  });

  it('has no links where the host of U-ON is not known, unless a template needs none', () => {
    const client = known(ivanov);
    expect(text(client, {}, pageLinks(links, undefined))).toContain('\n👤 Иванов Иван Петрович\n');
    expect(text(unknown(null), {}, pageLinks(links, undefined))).not.toContain('href');
    const own = integrationsConfig.parse({ uon: { links: { client: 'https://crm.by/{user_id}' } } }).uon.links;
    expect(text(client, {}, pageLinks(own, undefined))).toContain('href="https://crm.by/123"');
  });

  it('names a client without a name by the id, and percent-encodes what goes into a link', () => {
    const nameless = { ...ivanov, surname: '', name: '\u202e', patronymic: '', id: 'a b/"&?' };
    const lines = text(known(nameless));
    expect(lines).toContain('client_id=a%20b%2F%22%26%3F"');
    expect(lines).toContain('>Клиент a b/&quot;&amp;?</a>');
  });

  it('cuts a name that is too long for a popup', () => {
    const long = { ...ivanov, surname: '😀'.repeat(5_000) };
    const lines = text(known(long));
    expect(lines.length).toBeLessThan(700);
    expect(lines.isWellFormed()).toBe(true);
    expect(lines).toContain('😀…</a>');
  });

  it('links a company of its own where one is told, and its contact as the client', () => {
    const lines = text(known({ ...company, kind: 'person', companyId: '31' })).split('\n');
    expect(lines.slice(1, 3)).toEqual([
      '🏢 <a href="https://id67054.u-on.ru/company/edit/31" target="_blank">ООО &quot;Рога и Копыта&quot;</a>',
      '👤 <a href="https://id67054.u-on.ru/client_edit.php?client_id=456" target="_blank">Петров Петр</a> (контакт)',
    ]);
  });

  it('tells the client’s own manager so, and others whose client it is', () => {
    const client = { ...ivanov, managerId: '4' };
    const second = (managerId: string, managerName: string | null = 'Петрова <Анна>') =>
      text(known(client, { managerName }), { managerId }).split('\n')[2];
    expect(second('4')).toBe('⭐ Ваш клиент');
    expect(second('7')).toBe('🤝 Клиент менеджера: Петрова &lt;Анна&gt;');
    expect(second('7', null)).toBe('🤝 Клиент менеджера: № 4');
  });

  it('shows leads and requests with links, the last calls, and that the one before was missed', () => {
    const minutesAgo = (minutes: number) => AT_MS - minutes * 60_000;
    const missed = { direction: 'incoming', answered: false, durationS: null, who: null } as const;
    const talked = { answered: true, who: 'Петрова Анна' } as const;
    const details: Partial<CallerDetails> = {
      leads: { shown: [{ id: '71', statusName: 'В работе', createdAt: '2025-09-02 10:00' }], more: 4 },
      requests: { shown: [{ id: '80', statusName: '', createdAt: null }], more: 0 },
      calls: [
        { ...missed, atMs: minutesAgo(15) },
        { ...talked, direction: 'outgoing', atMs: minutesAgo(24 * 60), durationS: 200 },
        { ...missed, direction: 'outgoing', atMs: minutesAgo(72 * 60) },
        { ...talked, direction: 'incoming', atMs: minutesAgo(500 * 60), durationS: 3_725, who: null },
      ],
      missedAtMs: minutesAgo(15),
    };
    expect(text(known(ivanov, details)).split('\n').slice(6)).toEqual([
      '❗ Прошлый звонок пропущен: сегодня в 14:20',
      '📋 Активные обращения:',
      '• <a href="https://id67054.u-on.ru/lead/edit/71" target="_blank">№ 71</a>, В работе, 02.09.2025',
      '• и ещё 4',
      '🧳 Заявки:',
      '• <a href="https://id67054.u-on.ru/request/edit/80" target="_blank">№ 80</a>',
      '🕓 Последние звонки:',
      '• сегодня в 14:20, входящий, пропущен',
      '• вчера в 14:35, исходящий, Петрова Анна, 3 мин 20 с',
      '• 11.09.2025 в 14:35, исходящий, без ответа',
      '• 24.08.2025 в 18:35, входящий, отвечен, 1 ч 2 мин',
    ]);
    expect(text(unknown(null, details)).split('\n').at(-1)).toContain('>Создать клиента</a>');
  });

  it('has nothing of details that are not known, and no heading over an empty list', () => {
    const empty: Partial<CallerDetails> = { leads: { shown: [], more: 0 }, requests: { shown: [], more: 0 } };
    expect(text(known(ivanov, empty))).toBe(text(known(ivanov)));
  });

  it('keeps its lines and its markup whatever the names are', () => {
    const benign = text(...hostilePopup(Array.from({ length: HOSTILE_WORDS }, () => '')));
    fc.assert(
      fc.property(hostileWords, (words) => {
        const shown = text(...hostilePopup(words));
        expect(shapeOf(shown)).toEqual(shapeOf(benign));
        expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u2028\r]/);
        expect(shown.isWellFormed()).toBe(true);
      }),
    );
  });
});

/** The tags of each line, and that nothing else in it could be one. */
function shapeOf(html: string): string[] {
  return html.split('\n').map((line) => {
    const tags = line.match(/<\/?\w+(?: \w+="[^"<>]*")*>/g) ?? [];
    const rest = line.replace(/<\/?\w+(?: \w+="[^"<>]*")*>/g, '');
    if (/[<>"']/.test(rest)) return `not escaped: ${rest}`;
    return tags.map((tag) => tag.replace(/"[^"]*"/g, '""')).join('');
  });
}
