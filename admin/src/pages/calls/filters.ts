/** Which calls are wanted, as the address of the page has it; what is not set wants all. */
export interface Filters {
  readonly phone?: string;
  readonly manager_id?: string;
  readonly result?: (typeof RESULTS)[number];
  readonly direction?: (typeof DIRECTIONS)[number];
  /** Days of the enterprise's zone, `2025-09-14`. */
  readonly from?: string;
  readonly to?: string;
}

export const RESULTS = ['answered', 'missed', 'failed', 'open'] as const;
export const DIRECTIONS = ['incoming', 'outgoing', 'internal'] as const;

/** As the API reads it: enough digits to be worth looking for, with what people write between them. */
const PHONE = /^(?:\s*tel:)?[+＋(\s]*\d(?:[\s()./–‑−-]*\d){3,19}[\s)]*$/iu;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function isPhone(text: string): boolean {
  return PHONE.test(text);
}

/** What an address asks for. What it can't mean (an old link, a slip of the hand) counts as not set. */
export function filtersOf(query: URLSearchParams): Filters {
  const [phone, manager, from, to] = ['phone', 'manager_id', 'from', 'to'].map((name) => query.get(name)?.trim() ?? '');
  const result = RESULTS.find((each) => each === query.get('result'));
  const direction = DIRECTIONS.find((each) => each === query.get('direction'));
  return {
    ...(phone && isPhone(phone) && { phone }),
    ...(manager && /^\S{1,64}$/.test(manager) && { manager_id: manager }),
    ...(result && { result }),
    ...(direction && { direction }),
    ...(from && DAY.test(from) && { from }),
    ...(to && DAY.test(to) && { to }),
  };
}

/** The same as the API is asked, and as it stands in the address. */
export function queryOf(filters: Filters, more: Readonly<Record<string, string>> = {}): string {
  return new URLSearchParams({ ...filters, ...more }).toString();
}

export function isFiltered(filters: Filters): boolean {
  return Object.keys(filters).length > 0;
}
