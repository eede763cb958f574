import type { directoriesAnswer } from '../../../../api/admin/uon/operations.ts';
import type { AskFailure, CHECK_CODES, CheckStepName, POPUP_CODES } from '../../../../domain/uon-check.ts';
import type { z } from 'zod';

type CodeOf<Name extends CheckStepName> = (typeof CHECK_CODES)[Name][number];
type DirectoryCode = NonNullable<z.output<typeof directoriesAnswer>['problem']>['code'];

const asked: Record<AskFailure, string> = {
  'key-refused':
    'U-ON не принимает ключ. В U-ON откройте «Настройки → Интеграции → API», включите API и скопируйте ключ; если там указаны разрешённые IP-адреса, добавьте адрес этого сервера.',
  'rate-limited': 'U-ON просит подождать: лимит запросов аккаунта занят другими программами. Повторите через минуту.',
  'server-error':
    'U-ON отвечает ошибкой на своей стороне. Повторите позже; если не пройдёт, напишите в поддержку U-ON.',
  refused: 'U-ON не принял этот запрос.',
  'not-readable': 'U-ON ответил не так, как мы ожидали. Проверьте адрес API; если он верен, напишите нам.',
  'no-answer': 'U-ON не ответил вовремя. Повторите.',
  'not-reached': 'До U-ON не достучаться: проверьте сеть сервера и адрес API.',
  'no-slot': 'Все запросы этой секунды заняты звонками. Повторите через несколько секунд.',
  'not-done': 'Наша часть не успела: не работает обработчик. Скажите владельцу установки.',
};

const directories: Record<DirectoryCode, string> = {
  ...asked,
  'not-read': 'Списки из U-ON ещё не читали.',
  'no-key': 'Ключ API ещё не сохранён.',
};

/** What a check and a test popup found, in words that say what to do. */
export const uonCheck = {
  steps: { ping: 'Связь с U-ON', key: 'Ключ', limits: 'Лимит запросов', search: 'Пробный поиск' },
  codes: {
    ping: {
      answers: 'U-ON отвечает.',
      'address-refused': 'Адрес API не годится: нужен адрес с https.',
      'name-unknown': 'Такого адреса нет: проверьте адрес API и DNS сервера.',
      'not-reached': 'До U-ON не достучаться: проверьте сеть сервера и адрес API.',
      'tls-failed':
        'Защищённое соединение не установить: сертификат не тот или просрочен. Проверьте адрес API и часы сервера.',
      'connection-dropped':
        'U-ON оборвал соединение: так бывает, когда IP-адреса сервера нет среди разрешённых. Добавьте его в U-ON: «Настройки → Интеграции → API».',
      'no-answer': 'U-ON не ответил вовремя. Повторите.',
      'not-done': 'Наша часть не успела: не работает обработчик. Скажите владельцу установки.',
    } satisfies Record<CodeOf<'ping'>, string>,
    key: {
      ...asked,
      accepted: 'Ключ принят.',
      'not-asked': 'Не проверялся: сначала нужна связь.',
    } satisfies Record<CodeOf<'key'>, string>,
    limits: {
      free: 'Запросы идут свободно.',
      'on-hold': 'U-ON только что попросил подождать. Запросы продолжатся сами.',
      paused: 'U-ON не отвечал, запросы приостановлены. Они продолжатся сами, когда он ответит.',
      stopped: 'Запросы остановлены: U-ON отказал ключу. Исправьте ключ и сохраните.',
      'not-done': 'Не удалось узнать.',
    } satisfies Record<CodeOf<'limits'>, string>,
    search: {
      ...asked,
      'no-phone': 'Телефон не указан: поиска не было.',
      'not-asked': 'Не было: сначала нужен принятый ключ.',
      'no-client': 'Клиента с этим номером в U-ON нет.',
      'one-client': 'Клиент найден.',
      'several-clients': 'Найдено несколько клиентов с этим номером; для звонка берётся выделенный.',
    } satisfies Record<CodeOf<'search'>, string>,
  },
  released: 'Запросы, остановленные раньше, снова идут.',
  certificate: (moment: string) => `Сертификат действует до ${moment}.`,
  used: (used: number, ours: number, uons: number) =>
    `За последнюю секунду: ${used}. Наш предел ${ours} в секунду, U-ON: ${uons}.`,
  pace: (ours: number, uons: number) => `Наш предел ${ours} в секунду, U-ON: ${uons}.`,
  said: (message: string) => `U-ON сообщает: ${message}`,
  cut: 'Показано начало ответа.',
  chosen: 'берётся для звонка',
  dismissed: 'отключён или удалён',
  tested: {
    ...asked,
    sent: 'U-ON принял карточку: она должна появиться у менеджера.',
    'maybe-sent': 'U-ON не подтвердил карточку. Посмотрите, появилась ли она у менеджера.',
    'manager-unknown': 'U-ON не знает этого менеджера: обновите список.',
  } satisfies Record<(typeof POPUP_CODES)[number], string>,
  directories,
  noKey: 'Ключ API не сохранён: введите его в части «Подключение» и сохраните.',
  tooOften: (seconds: number) => `U-ON уже спрашивали достаточно часто. Повторите через ${seconds} с.`,
};
