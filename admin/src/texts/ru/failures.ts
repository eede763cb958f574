/** What a failure means, and what one can do about it. */
export interface FailureWords {
  readonly what: string;
  readonly todo: string;
}

/** By the failure's type, as docs/effects.md has them; of others the words of the journal are shown. */
export const failures = {
  'uon-rate-limited': {
    what: 'U-ON просит спрашивать его реже',
    todo: 'Ничего: мы попробуем снова сами.',
  },
  'uon-not-sent': {
    what: 'До U-ON не удалось дойти, запрос точно не отправлен',
    todo: 'Проверьте связь сервера с U-ON и повторите.',
  },
  'uon-busy': { what: 'Ждут своей очереди другие запросы', todo: 'Ничего: мы попробуем снова сами.' },
  'uon-unclear': {
    what: 'U-ON ответил ошибкой, и неясно, сделал ли он то, о чём его просили',
    todo: 'Можно повторить: перед этим мы посмотрим в U-ON, не сделано ли это уже.',
  },
  'uon-timeout': {
    what: 'U-ON не ответил за 10 секунд',
    todo: 'Можно повторить: перед этим мы посмотрим в U-ON, не сделано ли это уже.',
  },
  'uon-paused': {
    what: 'U-ON не отвечал несколько раз подряд, и запросы приостановлены',
    todo: 'Подождите, пока U-ON снова ответит: попытки идут каждые несколько секунд.',
  },
  'uon-key-refused': {
    what: 'U-ON не принимает ключ API',
    todo: 'Проверьте ключ в U-ON («Настройки → Интеграции → API») и в «Интеграции U-ON», сохраните, затем повторите.',
  },
  'uon-refused': {
    what: 'U-ON отказал',
    todo: 'Что именно он ответил, видно в запросе ниже. Исправьте причину (чаще всего настройку или карточку в U-ON) и повторите.',
  },
  'uon-unsure': {
    what: 'Неясно, сделал ли это U-ON, а спросить его об этом нельзя',
    todo: 'Посмотрите в U-ON. Если там этого нет, сделайте это там сами: повтор мог бы сделать то же дважды.',
  },
  'uon-off': {
    what: 'U-ON выключен в настройках, ключа нет, или в настройках уже другой аккаунт',
    todo: 'Включите U-ON или укажите ключ в «Интеграции U-ON», затем повторите.',
  },
  'effect-in-flight': { what: 'Предыдущая попытка ещё может идти', todo: 'Ничего: мы попробуем снова сами.' },
  'popup-in-flight': { what: 'Предыдущая попытка ещё может идти', todo: 'Ничего: мы попробуем снова сами.' },
  'settings-unreadable': {
    what: 'Сохранённый ключ не расшифровать',
    todo: 'Введите ключ заново в «Интеграции U-ON» или верните прежний SECRETS_KEY.',
  },
  'originate-late': { what: 'Прошло больше 30 секунд, звонок не начат', todo: 'Нажмите на телефон в U-ON ещё раз.' },
  'originate-not-sent': { what: 'АТС не отвечает', todo: 'Проверьте связь с АТС.' },
  'originate-not-allowed': {
    what: 'Адрес АТС не разрешён',
    todo: 'Владелец установки добавляет его в ORIGINATE_ALLOW.',
  },
  'originate-refused': { what: 'АТС отказала', todo: 'Проверьте настройки исходящего звонка на АТС.' },
  'originate-unclear': { what: 'Неясно, начала ли АТС звонок', todo: 'Посмотрите на телефон: он может зазвонить.' },
} satisfies Record<string, FailureWords>;

export type KnownFailure = keyof typeof failures;
