import { createHash } from 'node:crypto';
import pg from 'pg';

export interface PoolOptions {
  /** Connections at most; 10 unless told. */
  max?: number;
  /** How long whoever asks waits for a connection; 10 s unless told. */
  connectMs?: number;
  /** How long a query may take, here and at the server; as long as it takes unless told. */
  queryMs?: number;
  /** What `pg_stat_activity` shows; a process name helps whoever looks there. */
  applicationName?: string;
  /** Told of a connection that broke while idle. The pool replaces it by itself. */
  onIdleError?: (error: Error) => void;
}

/**
 * A connection pool: `bigint` arrives as a number (a query fails where it would lose digits), `timestamptz` as a
 * Date. What is asked with values is prepared once a connection, so their texts must be few. The caller ends it with
 * `pool.end()`.
 */
export function createPool(databaseUrl: string, options: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'uon-telephony',
    connectionTimeoutMillis: options.connectMs ?? 10_000,
    ...(options.queryMs !== undefined && { query_timeout: options.queryMs, statement_timeout: options.queryMs }),
    keepAlive: true,
    types: ownTypes,
    Client: PreparingClient,
  });
  // Without a listener a database restart would end the process through an unhandled 'error' event.
  pool.on('error', (error) => options.onIdleError?.(error));
  return pool;
}

const ownTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (oid === pg.types.builtins.INT8 && format !== 'binary') return readInt8;
    // oxlint-disable-next-line typescript/no-unsafe-return -- pg types its parsers so
    return pg.types.getTypeParser(oid, format);
  },
};

function readInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('A bigint column holds more than a number can');
  return value;
}

/** Planning a statement anew takes PostgreSQL longer than most of ours run. */
class PreparingClient extends pg.Client {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the eight overloads of pg lead to the same
  override query = ((query: unknown, ...rest: readonly unknown[]): unknown => {
    const ask: (...args: readonly unknown[]) => unknown = super.query.bind(this);
    const asked = typeof query === 'string' && Array.isArray(rest[0]) ? { text: query, values: rest[0] } : query;
    if (!hasValues(asked)) return ask(query, ...rest);
    return ask({ name: nameOf(asked.text), ...asked }, ...rest);
  }) as pg.Client['query'];
}

function hasValues(query: unknown): query is { readonly text: string; readonly values: readonly unknown[] } {
  if (typeof query !== 'object' || query === null || !('values' in query) || !('text' in query)) return false;
  return typeof query.text === 'string' && Array.isArray(query.values) && query.values.length > 0;
}

const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
}
