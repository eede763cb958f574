import type { PlaceWords } from '../place-words.ts';

const fields = {
  mode: { label: 'Что сообщать АТС', help: '' },
  primary: { label: 'Чьё имя главное', help: 'То же, что «Имена из U-ON главные» в интеграции U-ON' },
  block: {
    label: 'Номера, на которые не переводить',
    help: 'Внутренние, через запятую или с новой строки: туда звонок не пойдёт, какое бы правило их ни выбрало',
  },
  transliterate: {
    label: 'Латинскими буквами',
    help: 'Для телефонов, которые не показывают кириллицу: «Иванов Пётр» станет «Ivanov Petr»',
  },
  name_length: { label: 'Длина имени, знаков', help: 'Что длиннее, обрезается. 0: не обрезать' },
};

const options: PlaceWords['options'] = {
  mode: { off: 'Ничего', name: 'Только имя', route: 'Имя и кому звонить' },
  primary: { '': 'Как в интеграции U-ON', uon: 'Из U-ON' },
};

/** Place «Умный перевод». */
export const smart = {
  fields,
  options,
  mode: 'Режим',
  lead: 'До того как зазвонит телефон, АТС спрашивает нас, кто звонит и кому перевести звонок. Ответ приходит не позже чем через 0,3 с.',
  dialplan: 'Чтобы АТС спрашивала, в её диалплан добавляют готовый фрагмент:',
  dialplanLink: 'в разделе «АТС»',
  name: 'Имя на телефоне',
  nameLead: 'Как показать имя звонящего на экране аппарата.',
  route: 'Кому звонить',
  routeLead: 'Действует в режиме «Имя и кому звонить».',
  sampleName: 'Имя для примера',
  display: 'На экране телефона',
  noName: 'Имя не сообщается',
  samples: 'Как будут выглядеть имена',
  tryIt: {
    heading: 'Проба',
    lead: 'Что ответим АТС, если позвонят с этого номера, с настройками, которые сейчас в форме. Ничего не записывается.',
    phone: 'Телефон',
    phoneHint: 'Например +375 29 700-31-34',
    submit: 'Попробовать',
    extension: 'Кому звонить',
    nobody: 'Как обычно: мы никого не называем',
    why: 'Почему',
    known: 'Откуда знаем',
    tags: 'Метки',
    priority: 'Приоритет',
    took: 'Ответ за',
    ms: (ms: number) => `${ms} мс`,
    late: 'АТС ждёт не дольше 0,3 с: впервые она услышала бы меньше, а в следующий раз уже это.',
  },
  rules: {
    heading: 'Правила по порядку',
    hint: 'Звонок получит первый, кого найдёт правило. Порядок меняют стрелками или клавишами Alt+↑ и Alt+↓.',
    none: 'Правил нет: звонок получает менеджер клиента в U-ON.',
    one: (place: number) => `Правило ${place}`,
    who: 'Кто',
    extension: 'Внутренний номер',
    days: 'За сколько дней',
    add: 'Добавить правило',
    up: (place: number) => `Поднять правило ${place}`,
    down: (place: number) => `Опустить правило ${place}`,
    remove: (place: number) => `Удалить правило ${place}`,
    moved: (place: number, count: number) => `Правило теперь на месте ${place} из ${count}`,
  },
};

/** Names of these settings, for who is told what another changed. */
export const smartSettingNames: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(fields).map(([key, { label }]) => [`smart.${key}`, `«${label}»`])),
  'smart.rules': 'правила перевода',
};
