import type { PlaceWords } from '../place-words.ts';

const fields = {
  bot_token: { label: 'Токен бота', help: 'Его выдаёт @BotFather. Хранится зашифрованным и больше не показывается' },
  chat_id: { label: 'Чат', help: 'id группы, канала или человека. У групп он начинается с минуса: -1001234567890' },
  thread_id: { label: 'Тема', help: 'Номер темы, если в группе включены темы. Пусто: общая' },
  language: { label: 'Язык сообщений', help: '' },
  mask_phone: { label: 'Скрывать номер', help: 'В чате видно только конец номера' },
};

const options: PlaceWords['options'] = { language: { ru: 'Русский', en: 'English' } };

/** Place «Telegram». */
export const telegram = {
  fields,
  options,
  chat: 'Бот и чат',
  lead: 'Каждый звонок становится одним сообщением в чате агентства, которое меняется по ходу звонка. Пока нет токена и чата, сообщений нет.',
  message: 'Сообщение',
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
