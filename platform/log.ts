import { pino, type Logger } from 'pino';

export type { Logger } from 'pino';

const SECRET_FIELDS = [
  ...['apiKey', 'api_key', 'token', 'Token', 'serviceToken', 'secretsKey', 'secret', 'password'],
  ...['authorization', 'Authorization', 'databaseUrl', 'webhook_secret', 'originate_secret', 'bot_token'],
];
const PHONE_FIELDS = ['phone', 'Phone', 'phoneE164', 'phone_e164', 'phoneDigits', 'ExtPhone', 'CallerIDNum'];
/** PostgreSQL puts the row's values in these. */
const ERROR_FIELDS = ['err.detail', 'err.where', 'err.parameters'];

const PHONES = new Set(PHONE_FIELDS);

/**
 * JSON lines on stdout. Fields with the names above are hidden at the top and one or two levels down: a second net;
 * the first is not to log them.
 */
export function createLogger({ name, level = 'info' }: { name: string; level?: string }): Logger {
  return pino({ name, level, redact: { paths: redactedPaths(), censor } });
}

function redactedPaths(): string[] {
  const names = [...SECRET_FIELDS, ...PHONE_FIELDS];
  return [...names, ...names.map((name) => `*.${name}`), ...names.map((name) => `*.*.${name}`), ...ERROR_FIELDS];
}

/** Of a phone the last two digits stay: enough to tell two calls apart. */
function censor(value: unknown, path: string[]): string {
  if (typeof value === 'string' && PHONES.has(path.at(-1) ?? '')) return `…${value.slice(-2)}`;
  return '[hidden]';
}
