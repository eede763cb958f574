import { z } from 'zod';
import { INPUT_LIMIT_BYTES } from '../input.ts';
import type { Operation } from '../openapi/operation.ts';
import { sessionAnswer } from './session-operations.ts';
import { emailField, nameField, newPasswordField } from './user-answers.ts';

const of = { tag: 'Administration', access: 'anyone', method: 'post' } as const;
const token = z
  .string()
  .regex(/^[\w-]{20,100}$/, { error: 'must be what the link ends with' })
  .meta({ description: 'What the link ends with', examples: ['pYw2l0Z1Jc3nq8m4vT6xR9bK5hD7fG1sA0eUiOqWzXc'] });
const example = 'pYw2l0Z1Jc3nq8m4vT6xR9bK5hD7fG1sA0eUiOqWzXc';
const ENDED = 'The link was used, is older than a day, or another was made since; or there is an owner';
const problems = {
  403: 'The request comes from a page of another origin',
  422: 'Fields are wrong or missing',
  429: 'Too many wrong links; `Retry-After` says when to go on',
  503: 'The database is away',
};

export const linkBody = z.object({ token });

export const checkedAnswer = z.object({ counts: z.boolean() });
export type CheckedAnswer = z.output<typeof checkedAnswer>;

export const checkWelcome: Operation = {
  ...{ ...of, path: '/api/admin/welcome/check', id: 'checkWelcome' },
  summary: 'Does the first owner’s link still count?',
  body: { schema: linkBody, limitBytes: INPUT_LIMIT_BYTES, examples: { 'of a link': { token: example } } },
  answers: { 200: { description: 'Whether it does', schema: checkedAnswer } },
  problems,
};

export const welcomeBody = z.object({ token, email: emailField, name: nameField, password: newPasswordField });

export const becomeOwner: Operation = {
  ...{ ...of, path: '/api/admin/welcome', id: 'becomeOwner' },
  summary: 'Makes who has the link the first owner, and logs in',
  body: {
    schema: welcomeBody,
    limitBytes: INPUT_LIMIT_BYTES,
    examples: {
      'the first owner': {
        ...{ token: example, email: 'anna@example.com', name: 'Анна Иванова', password: 'четыре слова подряд никто' },
      },
    },
  },
  answers: { 201: { description: 'Who is logged in', schema: sessionAnswer } },
  problems: {
    ...problems,
    404: ENDED,
    409: 'There is a user with that address',
    422: 'Fields are wrong, or the password is easily guessed',
  },
};

export const welcomeOperations = [checkWelcome, becomeOwner];
