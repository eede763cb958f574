import type { Described } from './described.ts';

/** What a request says, before it is written. */
export interface Sample {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  /** None where the operation has no body. */
  readonly body?: { readonly type: string; readonly value: unknown };
}

export interface Request {
  readonly url: string;
  readonly init: RequestInit;
}

export function written(base: string, { method, path }: Described, sample: Sample): Request {
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(sample.path[name])));
  const query = new URLSearchParams(asTexts(sample.query)).toString();
  const url = `${base}${address}${query === '' ? '' : `?${query}`}`;
  if (!sample.body) return { url, init: { method: method.toUpperCase(), headers: sample.headers } };
  return withBody(
    { url, init: { method: method.toUpperCase(), headers: sample.headers } },
    sample.body.type,
    textOf(sample.body),
  );
}

export function withBody({ url, init }: Request, type: string, body: string): Request {
  return { url, init: { ...init, headers: { ...init.headers, 'Content-Type': type }, body } };
}

function textOf({ type, value }: NonNullable<Sample['body']>): string {
  if (type !== 'application/x-www-form-urlencoded') return JSON.stringify(value);
  return typeof value === 'object' && value !== null ? new URLSearchParams(asTexts(value)).toString() : String(value);
}

/** Fields as a form or a query has them: text as it is, else JSON within text. */
function asTexts(fields: object): [string, string][] {
  return Object.entries(fields).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
}
