import type { Role } from '../../../../domain/admin-access.ts';
import type { Texts } from '../../texts/ru.ts';

/** A place of an enterprise: the part of its address, by which it is named too. */
export interface Place {
  readonly path: keyof Texts['places']['names'];
  /** Readers have nothing to do there. */
  readonly forChange: boolean;
}

/** In the order in which they are shown. */
const PLACES: readonly Place[] = [
  { path: 'calls', forChange: false },
  { path: 'customers', forChange: false },
  { path: 'uon', forChange: false },
  { path: 'smart', forChange: false },
  { path: 'telegram', forChange: false },
  { path: 'pbx', forChange: false },
  { path: 'health', forChange: false },
];

export function placesFor(role: Role | undefined): readonly Place[] {
  return PLACES.filter(({ forChange }) => !forChange || role !== 'reader');
}

/** Where one comes to first. */
export const FIRST_PLACE: Place['path'] = 'calls';
