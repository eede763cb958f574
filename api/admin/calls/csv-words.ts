import { csvText } from '../../../domain/csv.ts';
import type { CallRow } from './row.ts';

type Lang = 'ru' | 'en';

/** The columns of the file, with the zone of its times. */
export function csvHeader(lang: Lang, timezone: string): readonly string[] {
  return lang === 'ru'
    ? [
        ...[`Начало (${timezone})`, 'Направление', 'Результат', 'Телефон', 'Клиент', 'Линия', 'Внутренний номер'],
        ...['Менеджер', 'ID менеджера', 'Длительность, с', 'Запись', 'Ошибок', 'UniqueId'],
      ]
    : [
        ...[`Start (${timezone})`, 'Direction', 'Result', 'Phone', 'Client', 'Line', 'Extension'],
        ...['Manager', 'Manager id', 'Duration, s', 'Recording', 'Failed steps', 'UniqueId'],
      ];
}

const WORDS = {
  ru: {
    ...{ incoming: 'входящий', outgoing: 'исходящий', internal: 'внутренний' },
    ...{ answered: 'отвечен', missed: 'пропущен', open: 'идёт', yes: 'да', no: 'нет' },
  },
  en: {
    ...{ incoming: 'incoming', outgoing: 'outgoing', internal: 'internal' },
    ...{ answered: 'answered', missed: 'missed', open: 'under way', yes: 'yes', no: 'no' },
  },
} as const;

/** A call as the columns of `csvHeader` want it; `start` in the zone that the header names. */
export function csvFields(lang: Lang, call: CallRow, start: string): readonly (string | number | null)[] {
  const words = WORDS[lang];
  return [
    ...[start, call.direction && words[call.direction], words[resultOf(call)], call.phone, call.name, call.line],
    ...[csvText(call.extension), call.manager?.name ?? null, call.manager?.id ?? null, call.duration_s],
    ...[words[call.has_recording ? 'yes' : 'no'], call.failed_steps, csvText(call.call_id)],
  ];
}

function resultOf({ answered, status, closed }: CallRow): 'answered' | 'missed' | 'open' {
  if (answered) return 'answered';
  return closed || status === 'ended' ? 'missed' : 'open';
}
