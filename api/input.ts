import express, { type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import { problemsOf } from '../domain/settings/problems.ts';
import { bodyWithin } from './body-limit.ts';
import { inputWords } from '../domain/input-words.ts';
import { Problem } from './problem.ts';

/** What services send us is small. */
export const INPUT_LIMIT_BYTES = 64 * 1_024;

/** Reads the JSON body of a request, whatever it says it is. */
export const jsonBody: RequestHandler = bodyWithin(
  INPUT_LIMIT_BYTES,
  express.json({ limit: INPUT_LIMIT_BYTES, type: () => true }),
);

/**
 * What a request says, wherever it says it: the path counts before the query, the query before the body.
 * @throws Problem 400 for a body that is no object; 422 that names each field that is wrong
 */
export function readInput<T>(schema: z.ZodType<T>, request: Request): T {
  const body: unknown = request.body ?? {};
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    const errors = [{ field: 'body', message: 'must be a JSON object' }];
    throw new Problem(400, 'The body is no JSON object', { errors });
  }
  const parsed = schema.safeParse({ ...body, ...request.query, ...request.params }, { error: inputWords });
  if (parsed.success) return parsed.data;
  const errors = problemsOf(parsed.error).map(({ field, message }) => ({ field: field || 'body', message }));
  throw new Problem(422, 'Fields are wrong or missing', { errors });
}

/** The number of an enterprise, as its file has it. */
export const enterpriseField = z
  .union([z.string(), z.number().transform(String)], { error: 'must be the number of an enterprise' })
  .refine((text) => /^[A-Za-z0-9_-]{1,32}$/.test(text), { error: 'must be 1 to 32 letters or digits' })
  .meta({ description: 'Number of the enterprise', examples: ['0367'] });

/** Longer than any way to write a number. */
const LONGEST_PHONE = 100;

/** A phone in any form that people and PBXs write. In a query a bare `+` is a blank. */
export const phoneField = z
  .union([z.string(), z.number().transform(String)], { error: 'must be a telephone number, as text' })
  .refine((text) => text.length <= LONGEST_PHONE && !/\p{Cc}/u.test(text) && text.isWellFormed(), {
    error: `must be a telephone number of at most ${LONGEST_PHONE} characters`,
  })
  .transform((text) => text.replace(/^ (?=\d)/, '+').trim())
  .meta({ description: 'Phone with or without +, international or national', examples: ['+375291112233'] });

/** yes or no as a query says it; `?nocache` alone is yes. */
export const flagField = z
  .union([z.boolean(), z.enum(['true', '1', '', 'false', '0']).transform((text) => !/^(false|0)$/.test(text))], {
    error: 'must be true or false',
  })
  .default(false);

/** Keeps the path, which names a phone or a secret, out of whatever looks at the request from here on: a log, say. */
export function hidePath(path: string): RequestHandler {
  return (request, _response, next) => {
    const from = request.url.indexOf('?');
    request.url = path + (from === -1 ? '' : request.url.slice(from));
    next();
  };
}
