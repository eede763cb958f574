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
  const path = [method, ...segments.map((segment) => encodeURIComponent(segment))].join('/');
  const url = URL.parse(`${apiUrl.replace(/\/+$/, '')}/${encodeURIComponent(apiKey)}/${path}.json`);
  if (url === null || !/^https?:$/.test(url.protocol)) throw new UonError('refused', method, 'api_url is no address');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new UonError('refused', method, 'plain http is taken on loopback only');
  }
  return url;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
