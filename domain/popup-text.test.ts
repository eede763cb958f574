import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { popupText, type PopupCaller, type PopupFacts } from './popup-text.ts';
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

function text(caller: PopupCaller, over: Partial<PopupFacts> = {}): string {
  return popupText({
    caller,
    direction: 'incoming',
    line: '0367-june',
    extension: '152',
    atMs: Date.UTC(2025, 8, 14, 11, 35, 22),
    timezone: 'Europe/Minsk',
    links,
    subdomain: 'id67054.u-on.ru',
    ...over,
  });
}

describe('a popup', () => {
  it('is three plain lines when details are not wanted or not known', () => {
    const basic: PopupCaller = { kind: 'basic', who: phoneE164 };
    expect(text(basic, { line: '0367' })).toBe('Входящий звонок: +375296254070\nЛиния: 0367\nМенеджер: 152');
    expect(text(basic, { direction: 'outgoing', line: '' })).toBe('Исходящий звонок: +375296254070\nМенеджер: 152');
  });

  it('links the name of a known client to the card', () => {
    expect(text({ kind: 'client', phoneE164, client: ivanov })).toBe(
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
    expect(text({ kind: 'unknown', phoneE164, createdClientId: null }, { direction: 'outgoing' })).toBe(
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
    const lines = text({ kind: 'unknown', phoneE164, createdClientId: '789' });
    expect(lines).toContain('href="https://id67054.u-on.ru/client_edit.php?client_id=789"');
    expect(lines).not.toContain('Создать клиента');
  });

  it('shows a company, linked by the client’s link, with the contact person', () => {
    const lines = text({ kind: 'client', phoneE164, client: company }).split('\n');
    expect(lines.slice(1, 4)).toEqual([
      '🏢 <a href="https://id67054.u-on.ru/client_edit.php?client_id=456" target="_blank">ООО &quot;Рога и Копыта&quot;</a>',
      '👤 Петров Петр (контакт)',
      '📱 +375296254070',
    ]);
    const withoutContact = text({ kind: 'client', phoneE164, client: { ...company, surname: '', name: '' } });
    expect(withoutContact).not.toContain('контакт');
  });

  it('of a hidden caller has no link and no number', () => {
    expect(text({ kind: 'hidden' })).not.toMatch(/href|📱/);
  });

  it('has no links where the host of U-ON is not known, unless a template needs none', () => {
    const client: PopupCaller = { kind: 'client', phoneE164, client: ivanov };
    expect(text(client, { subdomain: undefined })).toContain('\n👤 Иванов Иван Петрович\n');
    expect(text({ kind: 'unknown', phoneE164, createdClientId: null }, { subdomain: undefined })).not.toContain('href');
    const own = integrationsConfig.parse({ uon: { links: { client: 'https://crm.by/{user_id}' } } }).uon.links;
    expect(text(client, { subdomain: undefined, links: own })).toContain('href="https://crm.by/123"');
  });

  it('names a client without a name by the id, and percent-encodes what goes into a link', () => {
    const nameless = { ...ivanov, surname: '', name: '\u202e', patronymic: '', id: 'a b/"&?' };
    const lines = text({ kind: 'client', phoneE164, client: nameless });
    expect(lines).toContain('client_id=a%20b%2F%22%26%3F"');
    expect(lines).toContain('>Клиент a b/&quot;&amp;?</a>');
  });

  it('cuts a name that is too long for a popup', () => {
    const long = { ...ivanov, surname: '😀'.repeat(5_000) };
    const lines = text({ kind: 'client', phoneE164, client: long });
    expect(lines.length).toBeLessThan(700);
    expect(lines.isWellFormed()).toBe(true);
    expect(lines).toContain('😀…</a>');
  });

  it('keeps its lines and its markup whatever the names are', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.string({
        unit: fc.constantFrom('<', '>', '"', "'", '&', '\n', '\r', '\u2028', '\u202e', '{', '}', '$', '</a>', 'я'),
      }),
    );
    const benign = text({ kind: 'client', phoneE164, client: company });
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, hostile, (id, surname, companyName, line, extension) => {
        const client = { ...company, id: `1${id}`, surname: `И${surname}`, company: `О${companyName}` };
        const shown = text({ kind: 'client', phoneE164, client }, { line: `л${line}`, extension: `1${extension}` });
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
