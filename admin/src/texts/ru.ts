import { pbx } from './ru/pbx.ts';
import { customers } from './ru/customers.ts';
import { fieldProblems } from './ru/field-problems.ts';
import { madePassword, ownSessions, secondFactor, welcome } from './ru/own-account.ts';
import { settingNames, settingsForm } from './ru/settings-form.ts';
import { health } from './ru/health.ts';
import { standstill } from './ru/standstill.ts';
import { journal } from './ru/journal.ts';
import { smart, smartSettingNames } from './ru/smart.ts';
import { telegram, telegramSettingNames } from './ru/telegram.ts';
import { uon, uonSettingNames } from './ru/uon.ts';
import { uonCheck } from './ru/uon-check.ts';

/** Every text of the page. */
export const ru = {
  ...journal,
  health,
  standstill,
  title: 'U-ON телефония',
  language: 'Язык',
  scheme: { light: 'Светлая тема', dark: 'Тёмная тема' },
  menu: 'Меню',
  navigation: 'Разделы',
  skip: 'К содержанию',
  loading: 'Загружается…',
  again: 'Повторить',
  cancel: 'Отмена',
  login: {
    heading: 'Вход',
    lead: 'Администрирование телефонии турагентств',
    email: 'Электронная почта',
    password: 'Пароль',
    submit: 'Войти',
    wrong: 'Неверная почта или пароль',
    tooMany: (seconds: number) => `Слишком много неверных паролей или кодов. Попробуйте через ${seconds} с`,
    ended: 'Сеанс завершён, войдите снова',
    empty: 'Заполните это поле',
    noPassword: 'Нет пароля или он потерян? Новый выдаёт владелец установки. Выданный пароль действует 7 дней.',
  },
  logOut: 'Выйти',
  roles: { owner: 'Владелец', administrator: 'Администратор', reader: 'Наблюдатель' },
  enterprises: {
    heading: 'Предприятия',
    none: 'Предприятий пока нет',
    noneHint: 'Предприятие добавляет владелец установки здесь или файлом настроек: npm run enterprise -- apply ФАЙЛ',
    noneOfYours: 'Вам не открыто ни одно предприятие',
    noneOfYoursHint: 'Предприятия пользователю назначает владелец установки: обратитесь к нему',
    add: 'Добавить предприятие',
    find: 'Найти по номеру или названию',
    notFound: 'Ничего не нашлось',
    noSuch: (number: string) => `Предприятия ${number} нет`,
    noSuchHint: 'Его нет, или у вас нет к нему доступа: доступ даёт владелец установки. Проверьте номер в адресе.',
    number: 'Номер',
    name: 'Название',
    state: 'U-ON',
    calls: 'Звонков сейчас',
    since: 'с',
    webhooks: (count: number) => `вебхуков: ${count}`,
    all: (count: number) => `Всего: ${count}`,
    failing: (count: number) => `Требуют внимания: ${count}`,
    states: {
      new: 'Ещё не проверено',
      connected: 'Подключено',
      off: 'Выключено',
      failed: 'Ошибка',
      pending: 'Подключается',
      alarm: 'Тревога',
    },
  },
  places: {
    heading: 'Разделы предприятия',
    names: {
      calls: 'Звонки',
      customers: 'Клиенты',
      uon: 'Интеграция U-ON',
      smart: 'Умный перевод',
      telegram: 'Telegram',
      pbx: 'АТС',
      health: 'Состояние',
    },
  },
  /** By kind; of others the server's own words are shown. */
  alarms: {
    'uon-key-refused':
      'U-ON не принимает ключ, и запросы остановлены: проверьте ключ в U-ON («Настройки → Интеграции → API») и в настройках здесь, затем сохраните их снова',
    'uon-not-answering':
      'U-ON не отвечает или отвечает ошибками; попытки идут каждые несколько секунд, всё несделанное будет сделано',
    'telegram-token-refused':
      'Telegram не принимает токен бота, звонки туда не пишутся: возьмите токен у @BotFather, сохраните его и проверьте снова',
    'telegram-chat-lost':
      'Бот не может писать в свой чат Telegram: добавьте его в чат, разрешите писать и проверьте снова',
    'telegram-thread-lost': 'Темы чата Telegram больше нет: укажите другую или уберите её и сохраните',
    'settings-unreadable':
      'Сохранённый секрет предприятия не расшифровать: запустите с тем SECRETS_KEY, с которым он сохранён, или сохраните настройки снова',
  } as Readonly<Record<string, string>>,
  users: {
    heading: 'Пользователи',
    add: 'Добавить пользователя',
    email: 'Электронная почта',
    name: 'Имя',
    role: 'Роль',
    enterprises: 'Предприятия',
    enterprisesHint: 'Номера через запятую, например 0367, 0368',
    ofAllHint: 'Номера через запятую; пусто: все предприятия',
    ofAll: 'все предприятия',
    ofNone: 'ни одного предприятия',
    submit: 'Добавить',
    taken: 'Пользователь с такой почтой уже есть',
    lastOwner: 'Последнего владельца удалить нельзя',
    wrong: 'Проверьте поля',
    you: 'это вы',
    reset: 'Новый пароль',
    secondFactor: 'второй фактор',
    dropSecondFactor: 'Сбросить второй фактор',
    confirmDropSecondFactor: (email: string) =>
      `Сбросить второй фактор у ${email}? Сеансы завершатся, для входа хватит пароля.`,
    remove: 'Удалить',
    confirmRemove: (email: string) => `Удалить ${email}? Войти он больше не сможет.`,
    confirmReset: (email: string) => `Выдать ${email} новый пароль? Старый перестанет действовать, сеансы завершатся.`,
    password: (email: string) => `Пароль для ${email}`,
    passwordHint: 'Передайте его человеку: больше он показан не будет. В течение 7 дней его надо сменить на свой.',
  },
  audit: {
    heading: 'Кто что делал',
    more: 'Показать ещё',
    filters: {
      ...{ phone: 'по телефону', manager_id: 'по менеджеру', extension: 'по внутреннему номеру' },
      ...{ result: 'по результату', direction: 'по направлению', from: 'с даты', to: 'по дату' },
    },
    actions: {
      'logged-in': 'Вход',
      'login-refused': 'Отказ во входе: неверный пароль',
      'logged-out': 'Выход',
      'user-added': 'Добавлен пользователь',
      'user-changed': 'Изменён пользователь',
      'user-removed': 'Удалён пользователь',
      'call-step-repeated': 'Повтор шага звонка',
      'calls-exported': 'Звонки скачаны файлом',
      'password-changed': 'Сменён пароль',
      'enterprise-added': 'Добавлено предприятие',
      'enterprise-changed': 'Изменены настройки предприятия',
      'enterprise-removed': 'Удалено предприятие',
      'pbx-token-changed': 'Выпущен новый токен АТС',
      'second-factor-on': 'Включён второй фактор',
      'second-factor-off': 'Выключен второй фактор',
      'recovery-codes-made': 'Выданы новые резервные коды',
      'code-refused': 'Отказ во входе: неверный код',
      'sessions-ended': 'Завершены сеансы',
      'uon-checked': 'Проверена связь с U-ON',
      'test-popup-sent': 'Тестовое уведомление менеджеру',
      'telegram-checked': 'Проверена связь с Telegram',
      'uon-lists-read': 'Списки U-ON прочитаны заново',
      'webhooks-registered': 'Вебхуки зарегистрированы заново',
    },
  },
  account: {
    heading: 'Учётная запись',
    current: 'Текущий пароль',
    wanted: 'Новый пароль',
    wantedHint: 'Не короче 12 знаков, лучше несколько слов',
    submit: 'Сменить пароль',
    done: 'Пароль изменён, другие сеансы завершены',
    wrong: 'Текущий пароль неверен',
    tooShort: 'Пароль короче 12 знаков',
    easy: 'Такой пароль подбирают одним из первых: возьмите несколько не связанных между собой слов',
  },
  ...{ welcome, secondFactor, ownSessions, madePassword },
  pbx,
  settingsForm,
  settingNames: { ...settingNames, ...uonSettingNames, ...smartSettingNames, ...telegramSettingNames },
  fieldProblems,
  uon,
  uonCheck,
  smart,
  telegram,
  customers,
  problems: {
    away: 'Сервер не отвечает. Проверьте соединение.',
    busy: 'Сервер временно недоступен, попробуйте ещё раз.',
    forbidden: 'Ваша роль этого не позволяет',
    unknown: (status: number) => `Что-то пошло не так (код ${status})`,
  },
};

export type Texts = typeof ru;
