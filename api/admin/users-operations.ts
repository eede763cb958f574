import { z } from 'zod';
import { AUDIT_ACTIONS } from '../../db/admin-audit.ts';
import { INPUT_LIMIT_BYTES } from '../input.ts';
import type { Operation } from '../openapi/operation.ts';
import { access, emailField, nameField, userAnswer } from './user-answers.ts';

const of = { tag: 'Administration', access: 'session' } as const;
const one = {
  ...of,
  path: '/api/admin/users/{user}',
  params: z.object({ user: z.string().meta({ description: 'Id of the user' }) }),
} as const;
const NONE = 'There is no such user';
const LAST = 'There would be no owner left';
const WRONG = 'Fields are wrong or missing';

const examples = {
  'an administrator': { name: 'Анна Иванова', access: { role: 'administrator', enterprises: ['0367'] } },
};
const madePassword = z.string().meta({
  description: 'Made by us, and not shown again; it counts for seven days, then the user must have chosen one',
});

export const usersAnswer = z.object({ users: z.array(userAnswer) });

export const listUsers: Operation = {
  ...{ ...of, method: 'get', path: '/api/admin/users', id: 'listUsers', summary: 'Who may use the page; owners only' },
  answers: { 200: { description: 'By their addresses', schema: usersAnswer } },
};

export const newUserBody = z.object({ email: emailField, name: nameField, access });
export const addedUserAnswer = z.object({ user: userAnswer, password: madePassword });

export const addUser: Operation = {
  ...{ ...of, method: 'post', path: '/api/admin/users', id: 'addUser', summary: 'Adds a user; owners only' },
  body: {
    schema: newUserBody,
    limitBytes: INPUT_LIMIT_BYTES,
    examples: { 'an administrator': { ...examples['an administrator'], email: 'irina@example.com' } },
  },
  answers: { 201: { description: 'The user, with a password', schema: addedUserAnswer } },
  problems: { 409: 'There is a user with that address', 422: WRONG },
};

export const changedUserBody = z.object({ name: nameField, access });

export const changeUser: Operation = {
  ...{ ...one, method: 'put', id: 'changeUser', summary: 'Changes name, role and enterprises; owners only' },
  body: { schema: changedUserBody, limitBytes: INPUT_LIMIT_BYTES, examples },
  answers: { 200: { description: 'It counts from his next request on', schema: z.object({ user: userAnswer }) } },
  problems: { 404: NONE, 409: LAST, 422: WRONG },
};

export const resetPassword: Operation = {
  ...{ ...one, path: '/api/admin/users/{user}/password', method: 'post', id: 'resetPassword' },
  summary: 'Makes another password for a user, and ends his sessions; owners only',
  answers: { 200: { description: 'The password', schema: z.object({ password: madePassword }) } },
  problems: { 404: NONE },
};

export const removeUserSecondFactor: Operation = {
  ...{ ...one, path: '/api/admin/users/{user}/second-factor', method: 'delete', id: 'removeUserSecondFactor' },
  summary: 'Takes the second factor from a user who lost it, and ends his sessions; owners only',
  answers: { 204: { description: 'He logs in with his password alone, until he switches it on again' } },
  problems: { 404: NONE },
};

export const removeUser: Operation = {
  ...{ ...one, method: 'delete', id: 'removeUser', summary: 'Removes a user, and ends his sessions; owners only' },
  answers: { 204: { description: 'He is let in no more' } },
  problems: { 404: NONE, 409: LAST },
};

export const auditQuery = z.object({
  before: z
    .string()
    .regex(/^\d{1,18}$/, { error: 'must be the id of an entry' })
    .optional()
    .meta({ description: 'Id of an entry: those before it' }),
});

/** Entries of one answer. */
export const AUDIT_PAGE = 100;

export const auditAnswer = z.object({
  entries: z.array(
    z.object({
      id: z.string(),
      at: z.iso.datetime(),
      actor: z.string().meta({ description: 'Address of a user, or the command that did it' }),
      action: z.enum(AUDIT_ACTIONS),
      subject: z.string().meta({ description: 'Address of a user, or number of an enterprise' }),
      details: z.record(z.string(), z.unknown()),
    }),
  ),
});

export type AuditAnswer = z.output<typeof auditAnswer>;

export const readAuditLog: Operation = {
  ...{ ...of, method: 'get', path: '/api/admin/audit', id: 'readAudit', summary: 'Who changed what; owners only' },
  query: auditQuery,
  answers: { 200: { description: `The newest ${AUDIT_PAGE} first`, schema: auditAnswer } },
  problems: { 422: WRONG },
};

export const usersOperations = [
  listUsers,
  addUser,
  changeUser,
  resetPassword,
  removeUserSecondFactor,
  removeUser,
  readAuditLog,
];
