import type { UonAccess } from './access.ts';
import { UonError } from './errors.ts';

/** The method in the path and what follows it: ids, a phone, the page. */
export interface Place {
  /** Without ids, as `user/update`; what errors, logs and metrics say. */
  method: string;
  segments?: readonly (string | number)[];
}

/**
 * The address of a method. The key is part of it: it must not be shown.
 * @throws UonError `refused` for an address that is none, or plain http to another machine
 */
export function requestUrl({ apiUrl, apiKey }: UonAccess, { method, segments = [] }: Place): URL {
  return parsed(`${apiUrl.replace(/\/+$/, '')}/${encodeURIComponent(apiKey)}/${pathOf({ method, segments })}`, method);
}

/** The path of a method as it may be shown, the key hidden. */
export function shownPath(place: Place): string {
  return `/[key]/${pathOf(place)}`;
}

/** Where the API is, without a key or a method. @throws UonError as `requestUrl` */
export function baseUrl(apiUrl: string): URL {
  return parsed(`${apiUrl.replace(/\/+$/, '')}/`, '/');
}

function pathOf({ method, segments = [] }: Place): string {
  return `${[method, ...segments.map((segment) => encodeURIComponent(segment))].join('/')}.json`;
}

function parsed(address: string, method: string): URL {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) throw new UonError('refused', method, 'api_url is no address');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new UonError('refused', method, 'plain http is taken on loopback only');
  }
  return url;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
