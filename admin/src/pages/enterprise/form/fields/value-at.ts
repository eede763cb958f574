import { isRecord } from '../../../../../../domain/is-record.ts';

/** What stands in a field, by its path (`calls.late_s`). */
export function valueAt(values: object, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), values);
}
