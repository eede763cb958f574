import { z } from 'zod';
import { INPUT_LIMIT_BYTES } from '../input.ts';
import type { Operation } from '../openapi/operation.ts';
import { newPasswordField, PASSWORD_MAX, userAnswer } from './user-answers.ts';

const of = { tag: 'Administration', path: '/api/admin/session' } as const;
const FOREIGN = 'The request comes from a page of another origin';
const GUESSED = 'Too many wrong passwords; `Retry-After` says when to go on';

export const loginBody = z.object({
  email: z
    .string()
    .min(1)
    .max(254)
    .regex(/^[^\p{Cc}]*$/u),
  password: z.string().min(1).max(PASSWORD_MAX),
});

export const sessionAnswer = z.object({ user: userAnswer });
export type SessionAnswer = z.output<typeof sessionAnswer>;

export const logIn: Operation = {
  ...{ ...of, method: 'post', id: 'logIn', summary: 'Logs in: the answer sets the cookie of a session of 12 hours' },
  access: 'anyone',
  body: {
    schema: loginBody,
    limitBytes: INPUT_LIMIT_BYTES,
    examples: { 'an owner': { email: 'anna@example.com', password: 'четыре слова подряд никто' } },
  },
  answers: { 200: { description: 'Who is logged in', schema: sessionAnswer } },
  problems: {
    401: 'Nobody has this address and this password',
    403: FOREIGN,
    422: 'Fields are wrong or missing',
    429: GUESSED,
    503: 'The database is away, or too many log in at once',
  },
};

export const readSession: Operation = {
  ...{ ...of, method: 'get', id: 'readSession', summary: 'Who is logged in', access: 'session' },
  answers: { 200: { description: 'By the cookie', schema: sessionAnswer } },
};

export const logOut: Operation = {
  ...{ ...of, method: 'delete', id: 'logOut', summary: 'Ends the session, if there is one' },
  access: 'anyone',
  answers: { 204: { description: 'It lets nobody in any more' } },
  problems: { 403: FOREIGN, 503: 'The database is away' },
};

export const passwordBody = z.object({
  current_password: z.string().min(1).max(PASSWORD_MAX),
  new_password: newPasswordField,
});

export const changeOwnPassword: Operation = {
  ...{ ...of, path: '/api/admin/session/password', method: 'put', id: 'changeOwnPassword', access: 'session' },
  summary: 'Another password; ends one’s other sessions',
  body: {
    schema: passwordBody,
    limitBytes: INPUT_LIMIT_BYTES,
    examples: {
      'a better one': { current_password: 'made-when-added', new_password: 'четыре слова подряд никто' },
    },
  },
  answers: { 204: { description: 'It counts from now on' } },
  problems: { 422: 'The current password is wrong, or the new one is too short', 429: GUESSED },
};

export const sessionOperations = [logIn, readSession, logOut, changeOwnPassword];
