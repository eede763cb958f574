import type { z } from 'zod';

const OF_TYPE: Readonly<Record<string, string>> = {
  string: 'must be a text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must be an object',
  record: 'must be an object',
};
const OF_FORMAT: Readonly<Record<string, string>> = {
  email: 'must be an e-mail address',
  datetime: 'must be a time, as 2026-01-31T10:00:00Z',
  date: 'must be a date, as 2026-01-31',
  uuid: 'must be an id, as an answer had it',
  url: 'must be an address',
};
const WRONG = 'is not in the form that the API describes';

/** Says what is wrong with a field, and so what to do, where its schema has no words of its own: for zod's `error`. */
export function inputWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return isMissing(issue) ? 'is missing' : (OF_TYPE[issue.expected] ?? WRONG);
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return `must ${amount(issue.origin, 'at most', issue.maximum)}`;
    case 'invalid_format':
      return OF_FORMAT[issue.format] ?? WRONG;
    case 'invalid_value':
      return isMissing(issue) ? 'is missing' : `must be one of: ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return isMissing(issue) ? 'is missing' : oneOf(issue['options']);
    default:
      return WRONG;
  }
}

function isMissing({ input }: { readonly input?: unknown }): boolean {
  return input === undefined;
}

function tooSmall({ origin, minimum }: Pick<z.core.$ZodIssueTooSmall, 'origin' | 'minimum'>): string {
  if ((origin === 'string' || origin === 'array') && Number(minimum) === 1) return 'must not be empty';
  return `must ${amount(origin, 'at least', minimum)}`;
}

function amount(origin: string, how: 'at least' | 'at most', limit: number | bigint): string {
  if (origin === 'string') return `be ${how} ${limit} characters`;
  return origin === 'array' ? `have ${how} ${limit} entries` : `be ${how} ${limit}`;
}

/** `options`: the values that tell the members of a union apart, where one key does. */
function oneOf(options: unknown): string {
  return Array.isArray(options) ? `must be one of: ${options.map(String).join(', ')}` : WRONG;
}
