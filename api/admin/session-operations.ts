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
    .regex(/^[^\p{Cc}]*$/u, { error: 'must be one line without control characters' }),
  password: z.string().min(1).max(PASSWORD_MAX),
});

export const sessionAnswer = z.object({
  user: userAnswer,
  password_until: z.iso.datetime().nullable().meta({
    description: 'When the password that was made for him runs out, unless he chooses one; null: he chose his',
  }),
});
export type SessionAnswer = z.output<typeof sessionAnswer>;

export const logIn: Operation = {
  ...{ ...of, method: 'post', id: 'logIn', summary: 'Logs in: the answer sets the cookie of a session of 12 hours' },
  access: 'anyone',
  body: {
    schema: loginBody,
    limitBytes: INPUT_LIMIT_BYTES,
    examples: { 'an owner': { email: 'anna@example.com', password: 'четыре слова подряд никто' } },
  },
  answers: {
    200: { description: 'Who is logged in', schema: sessionAnswer },
    202: {
      description: 'The password is right; who it is has a second factor, and its code is to follow within ten minutes',
      schema: z.object({ second_factor: z.literal('needed') }),
    },
  },
  problems: {
    401: 'Nobody has this address and this password',
    403: FOREIGN,
    422: 'Fields are wrong or missing',
    429: GUESSED,
    503: 'The database is away, or too many log in at once',
  },
};

/** Of the app: six digits; of recovery: as they were shown. Blanks are as people type them. */
const codeField = z
  .string()
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().min(6).max(20))
  .meta({ description: 'Six digits of the app, or a recovery code', examples: ['012345', 'a1B2c-D3e4F'] });

export const codeBody = z.object({ code: codeField });

export const enterCode: Operation = {
  ...{ ...of, path: '/api/admin/session/code', method: 'post', id: 'enterCode', access: 'anyone' },
  summary: 'The second half of a log-in: the code, by the cookie of the first half',
  body: { schema: codeBody, limitBytes: INPUT_LIMIT_BYTES, examples: { 'of the app': { code: '012345' } } },
  answers: { 200: { description: 'Who is logged in', schema: sessionAnswer } },
  problems: {
    401: 'No log-in waits for a code any more: begin with the password',
    403: FOREIGN,
    422: 'The code is wrong, or was used',
    429: GUESSED,
    503: 'The database is away',
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
  problems: { 422: 'The current password is wrong, or the new one too short or easily guessed', 429: GUESSED },
};

export const sessionOperations = [logIn, enterCode, readSession, logOut, changeOwnPassword];
