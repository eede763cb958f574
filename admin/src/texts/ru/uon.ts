import { uonFields } from './uon-fields.ts';

/** A count, and what part that is, in per cent; null where there is nothing that it could be a part of. */
interface Counted {
  readonly count: number;
  readonly share: number | null;
}

/** Place «Интеграция U-ON». */
export const uon = {
  contents: 'Части настроек',
  fields: uonFields,
  sections: {
    connection: 'Подключение',
    incoming: 'Входящие',
    outgoing: 'Исходящие',
    popups: 'Всплывающие карточки',
    managers: 'Менеджеры',
    webhooks: 'Вебхуки',
    limits: 'Лимиты и время',
  },
  leads: {
    connection: 'Ключ, аккаунт и то, что записывается в U-ON.',
    incoming: 'Что сделать в U-ON, когда звонят агентству.',
    outgoing: 'Что сделать в U-ON, когда звонит менеджер.',
    popups: 'Что видит менеджер в U-ON, пока звонит телефон.',
    managers:
      'Кто в U-ON отвечает по какому внутреннему номеру: от этого зависит, кому придёт карточка и чей это звонок.',
    webhooks: 'О чём U-ON сообщает нам: клик по телефону, новый клиент, изменённый клиент.',
    limits: 'Обычно здесь ничего менять не нужно.',
  },
  options: {
    body_format: { json: 'JSON', form: 'Форма' },
    create_lead: {
      never: 'Не создавать',
      if_no_open: 'Если нет открытых',
      if_no_request: 'Если нет обращений',
    },
    'notifications.mode': { during: 'Показывать', none: 'Не показывать' },
    'notifications.enriched': { true: 'Полную карточку', false: 'Простой текст', ab: 'Часть полных, часть простых' },
    'calls.transfer_manager': { first: 'Кто ответил первым', last: 'Кто говорил последним' },
  } as Readonly<Record<string, Readonly<Record<string, string>>>>,
  state: {
    heading: 'Состояние подключения',
    states: {
      new: 'Ещё не проверено',
      connected: 'Подключено',
      off: 'Выключено',
      failed: 'Не подключено',
    },
    pending: 'Подключаем…',
    since: (moment: string) => `с ${moment}`,
    lookedAt: (moment: string) => `Проверено ${moment}`,
    warnings: 'Обратите внимание',
  },
  /** What the API notes of settings that are allowed and yet hardly meant, by its own words. */
  warnings: {
    'uon.api_key is not set, so U-ON is not asked': 'Ключ API не задан: U-ON не спрашиваем.',
    'uon.user_extensions is empty, so no manager gets a popup':
      'Ни у одного менеджера нет внутреннего номера в настройках: карточки получат только те, у кого номер указан в самом U-ON.',
    'the account in uon.account_id or uon.subdomain is named by another enterprise with another key':
      'Этот же аккаунт U-ON указан у другого предприятия с другим ключом: проверьте номер аккаунта и адрес. Вебхуки без секрета могут не дойти.',
    'uon.subdomain is not set, so popups have no links': 'Адрес U-ON не задан: в карточках не будет ссылок.',
  } as Readonly<Record<string, string>>,
  actions: {
    preview: (name: string) => `Клиент появится как «${name}»`,
    statuses: 'Статусы обращений',
    noStatus: 'Не выбран',
    current: 'Действующие',
    archived: 'Архивные',
    archivedMark: (name: string) => `${name} (архивный)`,
    unknownStatus: (id: string) => `Статус № ${id}: в списке U-ON его нет`,
    statusById: 'Список U-ON сейчас недоступен: введите номер статуса',
    reload: 'Обновить список',
    away: 'Списки из U-ON сейчас недоступны',
    fetchedAt: (moment: string) => `Список U-ON от ${moment}`,
    missed: 'Пропущенный звонок',
  },
  hours: {
    week: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
    samples: 'Когда будет срок задачи, если клиент живёт по часам агентства',
    sample: (call: string, due: string) => `звонок: ${call} → задача: ${due}`,
  },
  table: {
    heading: 'Что будет при звонке',
    hint: 'Выделено то, что выбрано.',
    situation: 'Обращения клиента',
    chosen: 'выбрано',
    situations: {
      'some-active': 'Есть активные',
      'only-archived': 'Только архивные',
      none: 'Нет, или клиент только что создан',
    },
    nothing: 'Ничего',
    create: 'Создать обращение',
    createWith: (status: string) => `Создать обращение со статусом «${status}»`,
    setStatus: (status: string) => `Новейшему активному поставить статус «${status}»`,
    status: (id: string) => `№ ${id}`,
    unknownCreated: 'Неизвестный номер: сначала создаётся клиент, затем действует последняя строка.',
    unknownLeft: 'Неизвестный номер: клиент не создаётся, обращение тоже.',
  },
  popups: {
    links: 'Ссылки в карточке',
    preview: 'Как это увидит менеджер',
    previewHint: 'Пример с настройками, которые сейчас в форме.',
    scenarios: {
      known: 'Клиент другого менеджера',
      own: 'Свой клиент',
      missed: 'Прошлый звонок пропущен',
      unknown: 'Неизвестный номер',
      company: 'Компания с контактом',
      merged: 'Несколько звонков сразу',
      basic: 'Простой текст',
    },
    none: 'С этими настройками карточек не будет.',
    notUsed: 'Сейчас не показывается',
    share: (share: number) => `≈ ${share}% звонков`,
    directions: { incoming: 'Входящий', outgoing: 'Исходящий' },
    direction: 'Пример звонка',
    who: 'Кто звонит',
  },
  counts: {
    heading: 'Как карточки доходят',
    period: 'За сколько дней',
    days: (days: number) => `${days} дней`,
    none: 'За это время карточек не было.',
    popups: 'Карточки',
    enriched: 'Полные',
    basic: 'Простые',
    rows: {
      all: 'Всего',
      delivered: 'U-ON показал',
      late: 'из них позже 6 с',
      opened: 'из них открыли ссылку',
      dropped: 'Не отправлены: устарели',
      over: 'Не отправлены: звонок закончился',
      unclear: 'U-ON не ответил, показал ли',
      refused: 'U-ON отказал',
    },
    told: ({ count, share }: Counted) => (share === null ? String(count) : `${count} (${share}%)`),
  },
  managers: {
    none: 'U-ON пока не назвал менеджеров. Проверьте подключение и обновите список.',
    extensionsOf: (name: string) => `Внутренние номера: ${name}`,
    missing: 'Нет номера: карточки не придут',
    ofUon: (extension: string) => `В U-ON указан ${extension}: действует он`,
    shared: (extensions: string) => `Номер ${extensions} есть и у другого`,
    gone: (id: string) => `№ ${id}: такого менеджера в U-ON нет`,
    unread: (id: string) => `Менеджер № ${id}`,
    defaultNone: 'Никто',
    test: 'Тест',
    testOf: (name: string) => `Тест: ${name}`,
    without: (count: number) => `Без номера: ${count}`,
  },
  webhooks: {
    types: {
      47: 'Клик по телефону',
      3: 'Клиент создан',
      4: 'Клиент изменён',
    } as Readonly<Record<string, string>>,
    other: (type: string) => `Событие ${type}`,
    id: (id: string) => `№ ${id} в U-ON`,
    stands: 'Стоит',
    missing: 'Не стоит',
    register: 'Зарегистрировать заново',
    registered: 'Вебхуки регистрируются заново',
    notRegistered: 'Вебхуки не зарегистрированы.',
    off: 'Вебхуки появятся, когда U-ON будет включён и подключён.',
    dialling: 'Исходящий звонок по клику',
  },
  limits: {
    cache: 'Сколько помнить ответы U-ON',
    calls: 'Сколько ждать события звонка',
    rate: 'Запросы к U-ON',
    ours: 'Наш предел: 8 запросов в секунду на аккаунт, для всех процессов вместе.',
    uons: 'Предел самого U-ON: 10 в секунду. Эти числа не настраиваются.',
  },
  check: {
    lead: 'Спросим U-ON с сохранённым ключом. Ничего не изменится.',
    phone: 'Телефон для пробного поиска',
    phoneHint: 'Необязательно, например +375 29 625-40-70',
    sent: 'Отправлено',
    raw: 'Ответ U-ON как есть',
    read: 'Как мы прочли ответ',
  },
};

/** Names of these settings, for who is told what another changed. */
export const uonSettingNames: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(uonFields).map(([key, { label }]) => [`uon.${key}`, `«${label}»`])),
  'uon.incoming_call_actions': 'действия при входящих',
  'uon.outgoing_call_actions': 'действия при исходящих',
};
