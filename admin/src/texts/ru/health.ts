import type { HealthAlarmKind } from '../../../../domain/health/alarms.ts';

/** What an alarm is called, and what whoever sees it does about it. */
type AlarmTexts = Readonly<Record<HealthAlarmKind, { readonly title: string; readonly todo: string }>>;

const alarms: AlarmTexts = {
  'uon-key-refused': {
    title: 'U-ON не принимает ключ, и запросы остановлены',
    todo: 'В U-ON откройте «Настройки → Интеграции → API», скопируйте ключ, вставьте его на странице «Интеграция U-ON» и сохраните. Всё, что ждёт, будет сделано.',
  },
  'uon-not-answering': {
    title: 'U-ON не отвечает или отвечает ошибками',
    todo: 'Проверьте, открывается ли U-ON в браузере. Если нет, подождите: попытки идут каждые несколько секунд, всё несделанное будет сделано.',
  },
  'settings-unreadable': {
    title: 'Сохранённый секрет предприятия не расшифровать',
    todo: 'Запустите с тем SECRETS_KEY, с которым он сохранён, или введите ключи заново и сохраните настройки.',
  },
  'telegram-token-refused': {
    title: 'Telegram не принимает токен бота, звонки туда не пишутся',
    todo: 'Возьмите токен у @BotFather, вставьте его в настройках Telegram и сохраните.',
  },
  'telegram-chat-lost': {
    title: 'Бот не может писать в свой чат Telegram, звонки туда не пишутся',
    todo: 'Добавьте бота в чат и разрешите ему писать, затем нажмите «Проверить» в настройках Telegram.',
  },
  'telegram-thread-lost': {
    title: 'Темы чата Telegram больше нет, звонки туда не пишутся',
    todo: 'Укажите в настройках Telegram другую тему или уберите её и сохраните.',
  },
  'connection-failed': {
    title: 'Подключиться к U-ON не удалось',
    todo: 'Исправьте названное и сохраните настройки на странице «Интеграция U-ON»: подключение повторится сразу.',
  },
  'temporal-away': {
    title: 'Temporal не отвечает: звонки принимаются и ждут',
    todo: 'Владельцу установки: запустите Temporal или проверьте TEMPORAL_ADDRESS. Ничего не потеряно.',
  },
  'no-worker-calls': {
    title: 'Не работает процесс worker calls: звонки принимаются, но никто ими не занимается',
    todo: 'Владельцу установки: запустите npm run worker -- calls и посмотрите в его журнале, почему он остановился.',
  },
  'no-worker-uon': {
    title: 'Не работает процесс worker uon: запросы к U-ON ждут',
    todo: 'Владельцу установки: запустите npm run worker -- uon и посмотрите в его журнале, почему он остановился.',
  },
  'events-wait': {
    title: 'События АТС ждут дольше минуты',
    todo: 'Владельцу установки: проверьте, работают ли Temporal и worker calls и хватает ли им процессора. Ничего не потеряно.',
  },
  'webhooks-wait': {
    title: 'Вебхуки U-ON ждут дольше минуты',
    todo: 'Владельцу установки: проверьте, работает ли Temporal. Пропадут только нажатия на телефон: с опозданием мы не звоним.',
  },
  'rate-limited': {
    title: 'U-ON отвечает «слишком много запросов», хотя лимит мы соблюдаем',
    todo: 'Тем же ключом пользуется другая программа. Выдайте ей в U-ON свой ключ.',
  },
  'popups-late': {
    title: 'Уведомления не показаны вовремя',
    todo: 'Посмотрите на другие тревоги и ниже на запросы к U-ON. Если процессы стояли, их запускает владелец установки; если медлит U-ON, остаётся ждать. Непоказанные уже не придут, звонки есть в журнале.',
  },
  'events-refused': {
    title: 'Часть событий АТС отклоняется',
    todo: 'Проверьте токен и поля событий в диалплане (docs/pbx-events.md); какое поле неверно, написано в журнале API.',
  },
};

const uonErrors = {
  uon_key_refused: 'Ключ не принят',
  uon_rate_limited: 'Слишком много запросов (429)',
  uon_server_error: 'Ошибка U-ON (5xx)',
  uon_no_answer: 'Нет ответа',
  uon_refused: 'Отказ (прочие 4xx)',
};

const number = (value: number, digits = 1): string =>
  value.toLocaleString('ru', { maximumFractionDigits: digits, useGrouping: true });
/** Beside an axis it must not break. */
const delay = (ms: number | null): string => {
  if (ms === null) return '–';
  return ms < 1_000 ? `${number(ms, 0)}\u00a0мс` : `${number(ms / 1_000)}\u00a0с`;
};
const span = (hours: number): string => `${hours} ч`;

export const health = {
  heading: 'Состояние',
  installationHeading: 'Состояние системы',
  alarms,
  alarmsHeading: 'Тревоги',
  noAlarms: 'Всё в порядке, тревог нет',
  todo: 'Что делать:',
  since: (moment: string) => `с ${moment}`,
  ofEnterprises: (numbers: string) => `Предприятия: ${numbers}`,
  windowLabel: 'За какое время показать',
  windows: { '1': '1 час', '6': '6 часов', '24': '24 часа' },
  updated: (moment: string) => `Обновлено в ${moment}`,
  stale: 'Не обновляется: сервер не отвечает. Показано последнее известное.',
  noData: 'Данных ещё нет',
  noDataHint: 'Они появятся через минуту после запуска процессов. Показывается только то, что действительно посчитано.',
  quiet: (hours: number) => `За ${span(hours)} звонков и запросов не было.`,
  tiles: {
    heading: 'Сейчас',
    calls: 'Открытых звонков',
    waiting: 'Ждёт работы',
    waitingHint: (calls: number, events: number, webhooks: number, recovery: number) =>
      `звонки ${number(calls)}, события ${number(events)}, вебхуки ${number(webhooks)}, догрузка ${number(recovery)}`,
    requests: 'Запросов к U-ON за секунду',
    requestsOf: (now: number) => `${number(now)} из 8`,
    requestsUnknown: 'нет ключа',
    requestsTotal: 'Запросов к U-ON',
    requestsPeak: (peak: number) => `до ${number(peak)} за секунду`,
    errors: (hours: number) => `Ошибок U-ON за ${span(hours)}`,
    errorsHint: (steps: number) => `не выполнено шагов: ${number(steps)}`,
    popups: 'Уведомления: половина и 99 %',
    popupsValue: (p50: number | null, p99: number | null) => (p50 === null ? '–' : `${delay(p50)} / ${delay(p99)}`),
    popupsHint: (sent: number, missed: number, over: number) =>
      `показано ${number(sent)}, не показано вовремя ${number(missed)}${over > 0 ? `, сразу положили трубку ${number(over)}` : ''}`,
    webhook: 'Последний вебхук',
    noWebhook: 'не приходил за 3 дня',
  },
  charts: {
    heading: 'Графики',
    table: 'Таблицей',
    hideTable: 'Скрыть таблицу',
    time: 'Время',
    noValue: 'нет данных',
    gap: 'процессы не работали',
    requests: {
      heading: 'Запросы к U-ON, в секунду',
      series: { average: 'В среднем', peak: 'Больше всего за секунду' },
      limit: 'лимит 8',
      summary: (sent: number, peak: number, hours: number) =>
        `За ${span(hours)} отправлено запросов: ${number(sent)}. Больше всего за одну секунду: ${number(peak)}; лимит аккаунта 8.`,
      summaryOfAll: (sent: number, peak: number, hours: number) =>
        `За ${span(hours)} отправлено запросов: ${number(sent)}. Больше всего за одну секунду, по всем аккаунтам: ${number(peak)}.`,
    },
    errors: {
      heading: 'Ошибки U-ON по видам',
      series: uonErrors,
      summary: (errors: number, kinds: string, hours: number) =>
        errors === 0
          ? `За ${span(hours)} ошибок U-ON не было.`
          : `За ${span(hours)} ошибок: ${number(errors)}. ${kinds}.`,
    },
    popups: {
      heading: 'Задержка уведомлений',
      series: { p50: 'Половина быстрее', p99: '99 из 100 быстрее' },
      summary: (sent: number, p50: number | null, p99: number | null) =>
        p50 === null
          ? 'Уведомлений за это время не было.'
          : `Показано уведомлений: ${number(sent)}. Половина за ${delay(p50)}, 99 из 100 за ${delay(p99)} от события АТС.`,
    },
    calls: {
      heading: 'События АТС и звонки',
      series: { events: 'События АТС', calls: 'Звонки', missed: 'Пропущенные' },
      per: (minutes: number) => `за ${minutes} мин`,
      summary: (events: number, calls: number, missed: number) =>
        `Событий АТС: ${number(events)}, звонков: ${number(calls)}, из них пропущено: ${number(missed)}.`,
    },
    waiting: {
      heading: 'Открытые звонки и ожидающая работа',
      series: {
        open: 'Открытые звонки',
        calls: 'Звонки, где шаг ждёт',
        events: 'События',
        webhooks: 'Вебхуки',
        recovery: 'Догрузка',
      },
      summary: (open: number, waiting: number) =>
        `Больше всего открытых звонков: ${number(open)}; больше всего ожидающей работы: ${number(waiting)}.`,
    },
  },
  whole: {
    parts: 'Части системы',
    version: (version: string) => `Версия ${version}`,
    dependencies: { database: 'База данных', temporal: 'Temporal' },
    answers: 'отвечает',
    away: (moment: string) => `не отвечает с ${moment}`,
    roles: { api: 'API', calls: 'worker calls', uon: 'worker uon' },
    running: (count: number) => `работает: ${count}`,
    lastHeard: (moment: string) => `не работает с ${moment}`,
    neverHeard: 'не запускался',
    enterprises: 'Где ошибки',
    noErrors: 'Ошибок нет ни у одного предприятия.',
    columns: {
      enterprise: 'Предприятие',
      alarms: 'Тревоги',
      errors: 'Ошибки U-ON',
      steps: 'Невыполненные шаги',
      popups: 'Непоказанные уведомления',
      requests: 'Запросы',
      calls: 'Звонки',
    },
  },
  number,
  delay,
};
