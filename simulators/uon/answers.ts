/** What goes back: HTTP status and JSON body. */
export interface Answer {
  status: number;
  body: unknown;
}

export const PAGE_ROWS = 100;

/** Done; what was made is told by its id, as a string. */
export function created(id: number): Answer {
  return { status: 200, body: { result: 200, id: String(id) } };
}

export function done(body: Record<string, unknown> = {}): Answer {
  return { status: 200, body: { result: 200, ...body } };
}

/** U-ON's way to say that a list is empty, or that there is no such page or row. */
export const NOTHING: Answer = { status: 404, body: { result: 404 } };

export const WRONG_KEY = refused(403, 'API key is wrong');
export const NO_ROUTE = refused(404, 'No route found');
export const WRONG_VERB = refused(405, 'Method Not Allowed (Allow: GET, POST)');
export const TOO_MANY = refused(429, 'Too Many Requests');
export const SERVER_ERROR = refused(500, 'Internal Server Error');

export function refused(status: number, message: string): Answer {
  return { status, body: { error: { message } } };
}

/** A whole list, or `NOTHING`. */
export function list(key: string, rows: readonly unknown[]): Answer {
  return rows.length === 0 ? NOTHING : done({ [key]: rows });
}

/** One page of 100 rows; past the last page, and when there is none, `NOTHING`. */
export function page<Row>(key: string, rows: readonly Row[], number: number, tell: (row: Row) => unknown): Answer {
  const shown = number < 1 ? [] : rows.slice((number - 1) * PAGE_ROWS, number * PAGE_ROWS);
  return list(key, shown.map(tell));
}
