import { z } from 'zod';

import { isPrivateHost } from './private-host.ts';
import { readSecretsKeys } from './secrets-key.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/** The schemas of single environment variables; each error says what is expected, never what was given. */

export const portField = z
  .string()
  .regex(/^\d{1,5}$/, { error: 'a port number from 0 to 65535' })
  .transform(Number)
  .refine((port) => port <= 65_535, { error: 'a port number from 0 to 65535' });

export const countField = z
  .string()
  .regex(/^[1-9]\d{0,5}$/, { error: 'a number from 1 to 999999' })
  .transform(Number);

export const flagField = z.enum(['0', '1'], { error: '1 or 0' }).transform((text) => text === '1');

export const daysField = z
  .string()
  .regex(/^\d{1,5}$/, { error: 'a whole number of days, 0 for ever' })
  .transform(Number);

export const hopsField = z.string().regex(/^\d$/, { error: 'a number of proxies, 0 to 9' }).transform(Number);

export const databaseUrlField = z
  .string()
  .refine((text) => ['postgres:', 'postgresql:'].includes(parseUrl(text)?.protocol ?? ''), {
    error: 'a PostgreSQL URL as postgres://user:password@host:5432/database',
  });

export const buildIdField = z
  .string()
  .regex(/^[a-z\d][\w.-]{0,63}$/i, { error: 'letters, digits, dots, - and _, 64 at most, a letter or digit first' });

export const hostAndPortField = z
  .string()
  .regex(/^(\[[\da-f:]+\]|[^\s:/]+):\d{1,5}$/i, { error: 'host:port, as localhost:7233' });

export const hostField = z.string().regex(/^[\w.:-]+$/, { error: 'a host name or address, as 127.0.0.1' });

export const webUrlField = z
  .string()
  .refine((text) => ['http:', 'https:'].includes(parseUrl(text)?.protocol ?? ''), { error: 'an http or https URL' })
  .transform(withoutEndingSlash);

/** Keys and tokens are part of the URLs of U-ON and Telegram: in plain http they may go to this machine only. */
export const uonUrlField = z
  .string()
  .refine(isSafeForKeys, { error: 'an https URL (plain http only to this machine: localhost, 127.0.0.1, [::1])' })
  .transform(withoutEndingSlash);

/** The PBX's token goes there: in plain http it may go through one's own network only. */
export const ownApiUrlField = z
  .string()
  .refine(isSafeForTokens, {
    error: 'an https URL (plain http only to a private address, or a host name without a dot)',
  })
  .transform(withoutEndingSlash);

export const hostListField = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((host) => host.trim().toLowerCase())
      .filter(Boolean),
  )
  .refine((hosts) => hosts.every((host) => /^(\[[\da-f:]+\]|[\w.-]+)(:\d{1,5})?$/.test(host)), {
    error: 'hosts separated by commas, as pbx.example.com,10.0.0.5:8080',
  });

export const serviceTokenField = z
  .string()
  .regex(/^[\u0021-\u007E]{16,}$/, { error: '16 characters or more, without blanks' });

export const secretsKeyField = z.string().refine((text) => readSecretsKeys(text) !== undefined, {
  error:
    '32 bytes as base64 or hex, or a text of 16 characters or more; several as id:key,id2:key2 with different ids, the first encrypts',
});

function parseUrl(text: string): URL | undefined {
  return URL.parse(text) ?? undefined;
}

function isSafeForKeys(text: string): boolean {
  const url = parseUrl(text);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
}

function isSafeForTokens(text: string): boolean {
  const url = parseUrl(text);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isPrivateHost(url.hostname));
}

function withoutEndingSlash(text: string): string {
  return text.replace(/\/+$/, '');
}
