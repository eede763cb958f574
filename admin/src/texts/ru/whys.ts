const WHEN: Readonly<Record<string, string>> = {
  never: 'не создавать',
  if_no_open: 'если нет открытых',
  if_no_request: 'если нет обращений',
};

const HAS: Readonly<Record<string, string>> = {
  'an active lead': 'есть активное обращение',
  'archived leads only': 'обращения только в архиве',
  'no leads': 'обращений нет',
};

/** Why a step was not done, where a story says it in words of ours. */
export const whys = {
  clientsOff: 'создание клиентов при звонке выключено в настройках',
  hasClient: 'в U-ON уже есть клиент с этим номером',
  cardLate: 'U-ON не успел ответить, пока менеджер ждал',
  activeLead: 'у клиента есть активное обращение',
  leadsOff: 'по настройкам обращения не создаются',
  table: (when: string, has: string) => `по настройкам «${WHEN[when] ?? when}», а у клиента ${HAS[has] ?? has}`,
  noManager: (extension: string) => `внутренний ${extension} никому не назначен: укажите менеджера в «Интеграции U-ON»`,
  nobodyHere: 'этот внутренний никому не назначен: укажите менеджера в «Интеграции U-ON»',
  unknownTalker: 'неизвестно, кто разговаривал',
  unknownClient: 'в U-ON такого клиента нет',
  hasManager: (manager: string) => `у клиента уже есть менеджер: ${manager}`,
  noActiveLead: 'у клиента нет активного обращения',
  nobodyForTask:
    'задачу некому поручить: нет менеджера у клиента и у внутреннего номера, менеджер по умолчанию не указан',
  recordsOff: 'запись звонков в U-ON выключена в настройках',
  noPhone: 'номер скрыт, а U-ON хранит звонки по номеру',
  lateRecording: 'запись разговора пришла позже, а клиент неизвестен',
  latePopup: 'оно показалось бы слишком поздно',
  popupUntaken: 'U-ON не принял его, пока звонок шёл: что ответил, видно в запросах ниже',
  askedInVain: 'неизвестно, кто это: U-ON не ответил на вопрос о клиенте, см. поиск клиента выше',
  overInWindow: 'звонок завершился раньше, чем истекло время объединения уведомлений',
  toldTogether: (others: string) => `показано вместе с другими звонками: ${others}`,
  callOver: 'звонок уже завершился',
  popupUnclear: 'U-ON не сообщил, показал ли его; ещё раз оно не отправляется',
  noHangup: (hours: string) => `событие hangup не пришло за ${hours} ч: проверьте, отправляет ли его АТС`,
  off: 'U-ON выключен в настройках, или ключ не указан',
  notTold: 'о таких звонках U-ON не сообщается',
  nothingToDo: 'делать было уже нечего',
  closed: 'звонок уже был закрыт, событие ничего не изменило',
};
