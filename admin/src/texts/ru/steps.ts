/** How a step ended, beside its name: «Поиск клиента: найден». What is missing is told by `ended`. */
type Endings = Partial<Record<'done' | 'skipped' | 'failed' | 'running', string>>;

/** Who is meant by a step. */
export interface StepOf {
  readonly extension: string;
  readonly manager: string;
  readonly lead: string;
  readonly event: string;
}

export interface StepWords {
  readonly name: string | ((of: StepOf) => string);
  readonly endings: Endings;
}

/** Steps of a call's story, by their kind. */
export const steps = {
  ended: {
    done: 'сделано',
    running: 'идёт',
    skipped: 'не потребовалось',
    failed: 'не удалось',
    late: 'пришло поздно',
  },
  again: (name: string) => `Повтор: ${name}`,
  found: 'найден',
  notFound: 'такого номера в U-ON нет',
  kinds: {
    lookup: { name: 'Поиск клиента по номеру', endings: {} },
    'client-and-lead': {
      name: 'Новый клиент и обращение',
      endings: { done: 'созданы', running: 'создаются', skipped: 'не созданы', failed: 'не созданы' },
    },
    client: {
      name: 'Новый клиент',
      endings: { done: 'создан', running: 'создаётся', skipped: 'не создан', failed: 'не создан' },
    },
    card: {
      name: 'Клиент по ссылке «Создать клиента»',
      endings: { done: 'создан', skipped: 'уже был', failed: 'не создан, открыта форма U-ON' },
    },
    lead: {
      name: 'Новое обращение',
      endings: { done: 'создано', running: 'создаётся', skipped: 'не создано', failed: 'не создано' },
    },
    leads: { name: 'Обращения клиента', endings: { done: 'прочитаны', running: 'читаются', failed: 'не прочитаны' } },
    status: {
      name: 'Статус активного обращения',
      endings: { done: 'изменён', running: 'меняется', skipped: 'не изменён', failed: 'не изменён' },
    },
    'missed-status': {
      name: 'Статус обращения после пропущенного',
      endings: { done: 'изменён', running: 'меняется', skipped: 'не изменён', failed: 'не изменён' },
    },
    'lead-manager': {
      name: ({ lead }) => `Менеджер обращения ${lead}`,
      endings: { done: 'назначен', running: 'назначается', failed: 'не назначен' },
    },
    'client-manager': {
      name: 'Менеджер клиента',
      endings: { done: 'назначен', running: 'назначается', skipped: 'не изменён', failed: 'не назначен' },
    },
    managers: { name: 'Менеджеры клиента и обращений', endings: { skipped: 'не назначены' } },
    record: {
      name: 'Запись о звонке в U-ON',
      endings: { done: 'создана', running: 'создаётся', skipped: 'не создана', failed: 'не создана' },
    },
    task: {
      name: 'Задача «Перезвонить»',
      endings: { done: 'создана', running: 'создаётся', skipped: 'не создана', failed: 'не создана' },
    },
    recording: {
      name: 'Ссылка на запись разговора',
      endings: { done: 'добавлена', running: 'добавляется', skipped: 'не добавлена', failed: 'не добавлена' },
    },
    popup: {
      name: ({ manager, extension }) => `Уведомление: ${manager}, вн. ${extension}`,
      endings: { done: 'показано', running: 'отправляется', skipped: 'не отправлено', failed: 'не показано' },
    },
    'popup-unmanaged': {
      name: ({ extension }) => `Уведомление, вн. ${extension}`,
      endings: { skipped: 'некому показать' },
    },
    hangup: { name: 'Завершение звонка', endings: { failed: 'не пришло' } },
    'u-on': { name: 'Работа с U-ON', endings: { skipped: 'не велась', failed: 'невозможна' } },
    event: { name: ({ event }) => `Событие АТС ${event}`, endings: {} },
  } satisfies Record<string, StepWords>,
};

export type StepKind = keyof (typeof steps)['kinds'];
