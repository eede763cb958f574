import { displayName, type NameSettings } from '../../../../../domain/smart/display-name.ts';

/** A person, a long one, and a company, as U-ON has them. */
export const SAMPLE_NAMES = [
  'Иванова Анна Сергеевна',
  'Константинопольский Александр Вячеславович',
  'ООО «Рога и копыта»',
];

/** A name as a telephone shows it by these settings; null where none is left. */
export function shownName(name: string, settings: NameSettings): string | null {
  const company = { surname: '', name: '', patronymic: '', company: name, kind: 'company' } as const;
  // While it is typed there may be none.
  return displayName(company, { ...settings, name_length: settings.name_length || 0 });
}
