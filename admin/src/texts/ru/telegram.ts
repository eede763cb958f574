import type { TELEGRAM_CHECK_CODES, TelegramCheckStepName } from '../../../../domain/telegram-check.ts';
import type { PlaceWords } from '../place-words.ts';

const fields = {
  bot_token: { label: 'Токен бота', help: 'Его выдаёт @BotFather. Хранится зашифрованным и больше не показывается' },
  chat_id: {
    label: 'Чат',
    help: 'id группы, канала или человека: у групп он начинается с минуса, как -1001234567890. Для открытого чата можно @имя',
  },
  thread_id: { label: 'Тема', help: 'Номер темы, если в группе включены темы: целое число. Пусто: общая' },
  language: { label: 'Язык сообщений', help: '' },
  mask_phone: {
    label: 'Скрывать номер',
    help: 'В чате видно только конец номера; ссылки на запись нет, если номер стоит в её адресе',
  },
};

const options: PlaceWords['options'] = { language: { ru: 'Русский', en: 'English' } };

type CodeOf<Name extends TelegramCheckStepName> = (typeof TELEGRAM_CHECK_CODES)[Name][number];

const asked = {
  'token-refused':
    'Telegram не принимает токен. Возьмите его у @BotFather: /mybots → бот → API Token, и вставьте снова.',
  'too-many': 'Telegram просит подождать. Повторите через минуту.',
  'server-error': 'У Telegram ошибка на его стороне. Повторите позже.',
  refused: 'Telegram не принял этот запрос.',
  'no-answer': 'Telegram не ответил вовремя. Повторите.',
  'not-reached': 'До Telegram не достучаться: проверьте сеть сервера.',
  'not-done': 'Наша часть не успела: не работает обработчик. Скажите владельцу установки.',
};

const chats = {
  'chat-not-found':
    'Такого чата нет, или бот в нём никогда не был. Проверьте id вместе с минусом и добавьте бота в чат.',
  kicked: 'Бота удалили из чата. Добавьте его снова.',
  blocked: 'Этот человек остановил бота. Пусть откроет бота и нажмёт «Запустить».',
  'no-rights':
    'Бот в чате, но писать ему нельзя. Разрешите ему отправлять сообщения; в канале сделайте администратором.',
};

/** Place «Telegram». */
export const telegram = {
  fields,
  options,
  chat: 'Бот и чат',
  lead: 'Каждый звонок становится одним сообщением в чате агентства, которое меняется по ходу звонка. Пока нет токена и чата, сообщений нет.',
  message: 'Сообщение',
  preview: 'Как это увидят в чате',
  previewHint: 'Одно и то же сообщение, пока идёт звонок.',
  states: {
    ringing: 'Звонит, ещё не узнали',
    known: 'Узнали клиента',
    talking: 'Ответили',
    ended: 'Разговор окончен',
    missed: 'Не ответили',
    hidden: 'Номер скрыт',
  },
  check: {
    lead: 'Напишем в чат одно пробное сообщение с сохранёнными токеном и чатом.',
    steps: { bot: 'Бот', chat: 'Чат', message: 'Сообщение' },
    codes: {
      bot: { ...asked, accepted: 'Токен принят.' } satisfies Record<CodeOf<'bot'>, string>,
      chat: {
        ...asked,
        ...chats,
        found: 'Бот видит чат.',
        migrated: 'Группа стала супергруппой, у неё новый id. Сообщения идут туда; впишите новый id сюда.',
        'not-asked': 'Не проверялся: сначала нужен принятый токен.',
      } satisfies Record<CodeOf<'chat'>, string>,
      message: {
        ...asked,
        ...chats,
        sent: 'Пробное сообщение в чате.',
        'maybe-sent': 'Telegram не подтвердил сообщение. Посмотрите, появилось ли оно в чате.',
        'thread-not-found': 'Такой темы в группе нет. Проверьте её номер или оставьте поле пустым.',
        'not-asked': 'Не отправлялось: сначала нужен чат.',
      } satisfies Record<CodeOf<'message'>, string>,
    },
    bot: (name: string) => `Это ${name}`,
    chat: (title: string) => `Чат: ${title}`,
    types: {
      private: 'личный',
      group: 'группа',
      supergroup: 'группа',
      channel: 'канал',
    },
    forum: 'с темами',
    migratedTo: (id: string) => `Новый id: ${id}`,
    released: 'Сообщения о звонках, остановленные раньше, снова идут.',
    said: (message: string) => `Дословно: ${message}`,
    notSet: 'Токен или чат не сохранены: заполните их и сохраните.',
    tooOften: (seconds: number) => `Telegram уже спрашивали достаточно часто. Повторите через ${seconds} с.`,
  },
  help: {
    heading: 'Как создать бота и узнать id чата',
    steps: [
      'Откройте в Telegram @BotFather, отправьте ему /newbot, придумайте имя и адрес. Он пришлёт токен вида 123456789:AAH… Вставьте его сюда.',
      'Добавьте бота в группу агентства. В канале сделайте его администратором с правом публикации.',
      'Отправьте в группе /start@адрес_бота и откройте в браузере https://api.telegram.org/bot<токен>/getUpdates. Число после "chat":{"id": и есть id чата, вместе с минусом.',
      'Если в группе есть темы: скопируйте ссылку на сообщение нужной темы. В t.me/c/1234567890/42/100 номер темы 42.',
      'Сохраните и нажмите «Проверить».',
    ],
  },
};

/** Names of these settings, for who is told what another changed. */
export const telegramSettingNames: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(fields).map(([key, { label }]) => [`telegram.${key}`, `«${label}»`]),
);
