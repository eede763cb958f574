import { z } from 'zod';

import { secretText } from './fields.ts';

/** `id67054`, the whole host, or the address as copied from the browser; the whole host from here on. */
export const uonHost = z
  .string({ error: 'must be a text' })
  .meta({ examples: ['id67054', 'id67054.u-on.ru'] })
  .transform(wholeHost)
  .refine((host) => HOST.test(host), { error: 'must be a subdomain like id67054 or a host like id67054.u-on.ru' });

/** The U-ON host of an agency, from any of the forms in which people and U-ON write it. */
export function wholeHost(subdomain: string): string {
  const host = subdomain
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '');
  return host.includes('.') ? host : `${host}.u-on.ru`;
}

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST = new RegExp(`^${LABEL}(?:\\.${LABEL})+$`);

/** The base address of an API whose URLs carry the key: https, or plain http on this machine alone. */
export const apiUrl = webUrl(
  (url) => url.protocol === 'https:' || isLoopback(url.hostname),
  'must be https (http is for loopback only)',
)
  .refine((value) => !/[?#]/.test(value), { error: 'must have no query and no fragment' })
  .meta({ format: 'uri', examples: ['https://api.u-on.ru'] })
  .transform((value) => value.replace(/\/+$/, ''));

export const originateUrl = webUrl(() => true, '')
  .refine((value) => !value.includes('#'), {
    error: 'must have no fragment',
  })
  .meta({ format: 'uri', examples: ['http://127.0.0.1:8018/api/makecallexternal'] });

/** The key is part of U-ON's URLs, so it must be one path segment. */
export const uonApiKey = secretText
  .refine((key) => /^[\w.~-]+$/.test(key), {
    error: 'must be letters, digits, - . _ ~ only',
  })
  .meta({ pattern: '^[A-Za-z0-9_.~-]{1,500}$' });

/** A network, or one address, which becomes a network of itself. */
export const network = z.union(
  [z.cidrv4(), z.cidrv6(), z.ipv4().transform((ip) => `${ip}/32`), z.ipv6().transform((ip) => `${ip}/128`)],
  {
    error: 'must be a network like 203.0.113.0/24, or an address',
  },
);

function webUrl(isAllowed: (url: URL) => boolean, error: string) {
  return z
    .string({ error: 'must be a text' })
    .trim()
    .superRefine((value, context) => {
      const url = URL.canParse(value) ? new URL(value) : undefined;
      if (!url || !/^https?:$/.test(url.protocol))
        context.addIssue({ code: 'custom', message: 'must be an http or https address' });
      else if (url.username || url.password)
        context.addIssue({ code: 'custom', message: 'must have no user name and no password' });
      else if (!isAllowed(url)) context.addIssue({ code: 'custom', message: error });
    });
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
