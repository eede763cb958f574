import type { Account } from './account.ts';
import type { Answer } from './answers.ts';
import type { Occurrence } from './occurrences.ts';

/** What a route gets of a request. */
export interface RouteCall {
  account: Account;
  /** The `{names}` of the path. */
  params: Record<string, string>;
  fields: Record<string, unknown>;
  /** Epoch ms. */
  now: number;
  indexDelayMs: number;
  /** Has the webhooks told that are registered for it. */
  tell: (occurrence: Occurrence) => void;
}

/** One method of the API. `path` is written as in the documentation: `user/phone/{digits}`; the page may be left out. */
export interface Route {
  verb: 'GET' | 'POST';
  path: string;
  answer: (call: RouteCall) => Answer;
}

/** The method's name: the path up to its first parameter. */
export function routeName(path: string): string {
  return path.split('/{')[0] ?? path;
}

/** Express's pattern of `/{KEY}/{method...}.json`. */
export function expressPath(path: string): string {
  const pattern = path.replace('/{page}', '{/:page}').replace(/\/\{(\w+)\}/g, '/:$1');
  return `/:key/${pattern}.json`;
}

/** Of a path no route knows: its words without the numbers, so that the log can be searched for it. */
export function nameOfUnknown(path: string): string {
  return path
    .split('/')
    .filter((segment) => !/^[ +]?\d+$/.test(segment))
    .join('/');
}
