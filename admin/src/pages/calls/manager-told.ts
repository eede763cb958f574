import type { CallRow } from '../../api/calls.ts';
import type { Texts } from '../../texts/ru.ts';

/** Who talked, or of a missed call who was rung: «Артём Ковалёв, вн. 151»; empty where nobody was. */
export function managerTold(
  { manager, extension }: Pick<CallRow, 'manager' | 'extension'>,
  texts: Pick<Texts['calls'], 'manager' | 'extension'>,
): string {
  return [manager && managerName(manager, texts), extension !== null && texts.extension(extension)]
    .filter(Boolean)
    .join(', ');
}

/** His name in U-ON's list, else his id in words. */
export function managerName(
  { id, name }: NonNullable<CallRow['manager']>,
  { manager }: Pick<Texts['calls'], 'manager'>,
): string {
  return name ?? manager(id);
}
