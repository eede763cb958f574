import { mergedPopupText } from '../../domain/merged-popup-text.ts';
import { NO_DETAILS, type CallerDetails, type PopupCaller, type PopupFacts } from '../../domain/popup-facts.ts';
import { pageLinks } from '../../domain/popup-links.ts';
import type { CallEnd } from '../../domain/popup-merging.ts';
import { popupText } from '../../domain/popup-text.ts';
import { integrationsConfig } from '../../domain/settings.ts';
import type { Client } from '../../domain/uon-shapes.ts';

const links = pageLinks(integrationsConfig.parse({}).uon.links, 'id67054.u-on.ru');
const PHONE = '+375296254070';
const AT_MS = Date.UTC(2025, 8, 14, 11, 35, 22);

const ivanov: Client = {
  ...{ id: '123', surname: 'Иванов', name: 'Иван', patronymic: 'Петрович', company: '', kind: 'person' },
  ...{ phones: ['375296254070'], managerId: null, active: true, deleted: false },
};
const company: Client = {
  ...ivanov,
  ...{ id: '456', surname: 'Петров', name: 'Петр', patronymic: '', company: 'ООО "Рога и Копыта"', kind: 'company' },
};

const ago = (hours: number) => AT_MS - hours * 3_600_000;
const rich: CallerDetails = {
  managerName: 'Петрова Анна',
  leads: {
    shown: [
      { id: '1204', statusName: 'Подбор тура', createdAt: '2025-09-12 10:00' },
      { id: '1187', statusName: 'В работе', createdAt: '2025-09-02 16:40' },
      { id: '1101', statusName: 'Ждёт ответа', createdAt: '2025-08-20 11:15' },
    ],
    more: 4,
  },
  requests: { shown: [{ id: '960', statusName: 'Оплачена', createdAt: '2025-08-01 12:00' }], more: 0 },
  calls: [
    { direction: 'incoming', answered: false, atMs: ago(1), durationS: 0, who: null },
    { direction: 'outgoing', answered: true, atMs: ago(20), durationS: 200, who: 'Петрова Анна' },
    { direction: 'incoming', answered: true, atMs: ago(100), durationS: 65, who: 'вн. 151' },
  ],
  missedAtMs: ago(1),
};

const client = (who: Client, details: CallerDetails = NO_DETAILS, phoneE164 = PHONE): PopupCaller => ({
  ...{ kind: 'client', phoneE164, details },
  client: who,
});
const unknown = (createdClientId: string | null, details: CallerDetails = NO_DETAILS) =>
  ({ kind: 'unknown', phoneE164: PHONE, createdClientId, details }) as const;

function factsOf(caller: PopupCaller, over: Partial<PopupFacts> = {}): PopupFacts {
  const facts = { caller, direction: 'incoming', line: '0367-june', extension: '152', managerId: '7' } as const;
  return { ...facts, atMs: AT_MS, timezone: 'Europe/Minsk', ...over };
}
const text = (caller: PopupCaller, over: Partial<PopupFacts> = {}) => popupText(factsOf(caller, over), links);

/** Three calls that came within ten seconds: the first of them has rung in vain meanwhile. */
function severalCalls(): string {
  const call = (caller: PopupCaller, secondsAgo: number, ended: CallEnd | null = null) => {
    const facts = factsOf(caller, { atMs: AT_MS - secondsAgo * 1_000, line: 'Минск' });
    return { facts, links, ended };
  };
  const own = client({ ...company, managerId: '7' }, NO_DETAILS, '+375296254072');
  const stranger = { ...unknown(null), phoneE164: '+375296254071' };
  return mergedPopupText([call(client(ivanov), 4, 'missed'), call(own, 2), call(stranger, 0)], 10_000);
}

const common = ['📱 +375296254070', '🏢 Линия: 0367-june', '👨‍💼 Менеджер: 152', '⏰ 14:35:22'];
const page = (path: string, words: string) => `<a href="https://id67054.u-on.ru/${path}" target="_blank">${words}</a>`;

/** The popups that were asked for, as they were written down, and what is sent. */
export const ASKED_FOR = [
  {
    name: 'Простой текст',
    wanted: 'Входящий звонок: +375296254070\nЛиния: 0367\nМенеджер: 152',
    sent: text({ kind: 'basic', who: PHONE }, { line: '0367' }),
  },
  {
    name: 'Известный клиент',
    wanted: [
      '📞 <b>Входящий звонок</b>',
      `👤 ${page('client_edit.php?client_id=123', 'Иванов Иван Петрович')}`,
      ...common,
    ].join('\n'),
    sent: text(client(ivanov)),
  },
  {
    name: 'Неизвестный клиент',
    wanted: [
      '📞 <b>Входящий звонок</b>',
      '❓ Неизвестный клиент',
      ...common,
      page('client_edit.php?phone=375296254070', 'Создать клиента'),
    ].join('\n'),
    sent: text(unknown(null)),
  },
  {
    name: 'Компания с контактом',
    wanted: [
      '📞 <b>Входящий звонок</b>',
      `🏢 ${page('client_edit.php?client_id=456', 'ООО "Рога и Копыта"')}`,
      '👤 Петров Петр (контакт)',
      ...common,
    ].join('\n'),
    sent: text(client(company)),
  },
];

/** The same with all that may be known of the caller. */
export const WITH_DETAILS: readonly { readonly name: string; readonly sent: string; readonly isWide?: true }[] = [
  { name: 'Свой клиент, прошлый звонок пропущен', sent: text(client({ ...ivanov, managerId: '7' }, rich)) },
  {
    name: 'Клиент другого менеджера, без заявок',
    sent: text(
      client({ ...ivanov, managerId: '4' }, { ...rich, requests: null, missedAtMs: null, calls: rich.calls.slice(1) }),
    ),
  },
  {
    name: 'Неизвестный, звонил раньше',
    sent: text(unknown(null, { ...NO_DETAILS, calls: rich.calls.slice(0, 1), missedAtMs: ago(1) })),
  },
  { name: 'Клиент только что создан', sent: text(unknown('789')) },
  { name: 'Исходящий', sent: text(client({ ...ivanov, managerId: '7' }), { direction: 'outgoing' }) },
  { name: 'Компания со своей страницей', sent: text(client({ ...company, kind: 'person', companyId: '88' })) },
  { name: 'Номер скрыт', sent: text({ kind: 'hidden' }) },
  { name: 'Не номер телефона', sent: text({ kind: 'no-number', text: 'reception' }) },
  { name: 'Несколько звонков сразу, первый пропущен', sent: severalCalls(), isWide: true },
];
