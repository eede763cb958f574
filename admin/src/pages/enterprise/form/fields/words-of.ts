import type { PlaceWords } from '../../../../texts/place-words.ts';
import type { FieldsPlace } from './fields-context.ts';

/** Words of settings by their paths, out of the texts of a place. */
export function wordsOf({ fields, options }: PlaceWords): FieldsPlace['wordsOf'] {
  return (path) => ({ ...(fields[path] ?? { label: path, help: '' }), options: options[path] ?? {} });
}

/** Of a place in which nothing is for owners alone. */
export const NOT_OF_OWNERS: FieldsPlace['isOwners'] = () => false;
