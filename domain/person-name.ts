import type { Client } from './uon-shapes.ts';

/** Surname, name and patronymic, as far as they are known; empty when none is. */
export function personName({ surname, name, patronymic }: Pick<Client, 'surname' | 'name' | 'patronymic'>): string {
  return [surname, name, patronymic].filter((part) => part !== '').join(' ');
}
