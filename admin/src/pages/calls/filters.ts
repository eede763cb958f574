import {
  CALL_DIRECTIONS,
  CALL_RESULTS,
  SOUGHT_ID,
  SOUGHT_ID_MAX,
  SOUGHT_PHONE,
  type CallResult,
} from '../../../../domain/journal-filters.ts';

/** Which calls are wanted, as the address of the page has it; what is not set wants all. */
export interface Filters {
  readonly phone?: string;
  readonly manager_id?: string;
  /** Who talked. */
  readonly extension?: string;
  readonly result?: CallResult;
  readonly direction?: (typeof CALL_DIRECTIONS)[number];
  /** Days of the enterprise's zone, `2025-09-14`. */
  readonly from?: string;
  readonly to?: string;
}

const NAMES = ['phone', 'manager_id', 'extension', 'from', 'to'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function isPhone(text: string): boolean {
  return SOUGHT_PHONE.test(text);
}

export function isId(text: string): boolean {
  return SOUGHT_ID.test(text) && text.length <= SOUGHT_ID_MAX;
}

/** What an address asks for. What it can't mean (an old link, a slip of the hand) counts as not set. */
export function filtersOf(query: URLSearchParams): Filters {
  const [phone = '', manager = '', extension = '', from = '', to = ''] = NAMES.map(
    (name) => query.get(name)?.trim() ?? '',
  );
  const result = CALL_RESULTS.find((each) => each === query.get('result'));
  const direction = CALL_DIRECTIONS.find((each) => each === query.get('direction'));
  return {
    ...(isPhone(phone) && { phone }),
    ...(isId(manager) && { manager_id: manager }),
    ...(isId(extension) && { extension }),
    ...(result && { result }),
    ...(direction && { direction }),
    ...(DAY.test(from) && { from }),
    ...(DAY.test(to) && { to }),
  };
}

/** The same as the API is asked, and as it stands in the address. */
export function queryOf(filters: Filters, more: Readonly<Record<string, string>> = {}): string {
  return new URLSearchParams({ ...filters, ...more }).toString();
}

export function isFiltered(filters: Filters): boolean {
  return Object.keys(filters).length > 0;
}
