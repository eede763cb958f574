/** What stands around every form of settings. */
export const settingsForm = {
  save: 'Сохранить',
  discard: 'Отменить изменения',
  saved: 'Сохранено',
  unsaved: 'Есть несохранённые изменения',
  wrong: 'Не сохранено: исправьте отмеченные поля',
  readOnly: 'Вы можете смотреть настройки. Менять их может администратор предприятия или владелец.',
  fields: {
    more: 'Дополнительно',
    defaultIs: (value: string) => `По умолчанию: ${value}.`,
    yes: 'да',
    no: 'нет',
    ownerOnly: 'Меняет только владелец установки.',
  },
  secret: {
    replace: 'Заменить',
    keep: 'Оставить прежний',
    replacing: 'Новое значение. Пусто: не задано.',
  },
  check: {
    ms: (ms: number) => `${ms} мс`,
    ok: 'В порядке',
    failed: 'Не вышло',
    skipped: 'Пропущено',
    heading: 'Проверка',
    submit: 'Проверить',
    saveAndSubmit: 'Сохранить и проверить',
  },
  leave: {
    heading: 'Уйти без сохранения?',
    text: 'Изменения на этой странице не сохранены и пропадут.',
    stay: 'Остаться',
    go: 'Уйти',
  },
  conflict: {
    heading: 'Настройки тем временем сохранил кто-то другой',
    text: 'Ваши изменения не записаны, чужие не затёрты.',
    theirs: (keys: string) => `Другой изменил: ${keys}.`,
    both: (keys: string) => `Вы оба изменили: ${keys}. Если сохраните свои поля, останется ваше.`,
    keepMine: 'Перечитать, оставив мои поля',
    takeTheirs: 'Отказаться от моих изменений',
  },
};

/** Names of settings by their keys: of `a.b.c` the longest beginning that stands here is taken. */
export const settingNames: Readonly<Record<string, string>> = {
  name: 'название',
  country: 'страна',
  timezone: 'часовой пояс',
  lines: 'линии',
  token: 'токен АТС',
  uon: 'интеграция U-ON',
  smart: 'умная маршрутизация',
  telegram: 'Telegram',
};
