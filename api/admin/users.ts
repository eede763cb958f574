import { randomBytes } from 'node:crypto';
import { Router } from 'express';
import type { z } from 'zod';
import type { AuditEntry } from '../../db/admin-audit.ts';
import {
  LastOwnerError,
  type AdminUser,
  type AdminUserChange,
  type NewAdminUser,
  type PasswordChange,
} from '../../db/admin-users.ts';
import { hashPassword } from '../../platform/password-hash.ts';
import { jsonBody, readInput } from '../input.ts';
import { serve } from '../openapi/operation.ts';
import { Problem } from '../problem.ts';
import { adminOf, allow, type AdminDoor } from './door.ts';
import { userTold } from './user-answers.ts';
import {
  AUDIT_PAGE,
  addUser,
  auditQuery,
  changedUserBody,
  changeUser,
  listUsers,
  newUserBody,
  readAuditLog,
  removeUser,
  removeUserSecondFactor,
  resetPassword,
  type addedUserAnswer,
  type auditAnswer,
} from './users-operations.ts';

export interface UsersDeps extends AdminDoor {
  readonly users: {
    list(): Promise<readonly AdminUser[]>;
    add(user: NewAdminUser, actor: string): Promise<AdminUser | null>;
    change(id: string, change: AdminUserChange, actor: string): Promise<AdminUser | null>;
    remove(id: string, actor: string): Promise<boolean>;
  };
  readonly changePassword: (userId: string, hash: string, by: PasswordChange) => Promise<boolean>;
  readonly removeSecondFactor: (userId: string, actor: string) => Promise<boolean>;
  readonly readAudit: (page: { before: string | null; most: number }) => Promise<readonly AuditEntry[]>;
}

/** `/api/admin/users` and `/api/admin/audit`, for owners. */
export function usersRouter(deps: UsersDeps): Router {
  const { users } = deps;
  const router = Router();
  const owners = allow(deps, () => ({ what: 'manage-users' }));

  serve(router, listUsers, owners, async (_request, response) => {
    response.json({ users: (await users.list()).map(userTold) });
  });
  serve(router, addUser, owners, jsonBody, async (request, response) => {
    const { email, name, access } = readInput(newUserBody, request);
    const password = makePassword();
    const passwordHash = await hashPassword(password);
    const wanted = { email, name, ...access, passwordHash, isPasswordMade: true };
    const added = await users.add(wanted, adminOf(response).user.email);
    if (!added) throw new Problem(409, 'There is a user with that address already');
    const answer: z.input<typeof addedUserAnswer> = { user: userTold(added), password };
    response.status(201).json(answer);
  });
  serve(router, changeUser, owners, jsonBody, async (request, response) => {
    const { name, access } = readInput(changedUserBody, request);
    const { email } = adminOf(response).user;
    const id = String(request.params['user']);
    const changed = await leavingAnOwner(() => users.change(id, { name, ...access }, email));
    if (!changed) throw unknown();
    response.json({ user: userTold(changed) });
  });
  serve(router, resetPassword, owners, async (request, response) => {
    const password = makePassword();
    const by = { actor: adminOf(response).user.email, isMade: true };
    const isDone = await deps.changePassword(String(request.params['user']), await hashPassword(password), by);
    if (!isDone) throw unknown();
    response.json({ password });
  });
  serve(router, removeUserSecondFactor, owners, async (request, response) => {
    const { email } = adminOf(response).user;
    if (!(await deps.removeSecondFactor(String(request.params['user']), email))) throw unknown();
    response.status(204).end();
  });
  serve(router, removeUser, owners, async (request, response) => {
    const { email } = adminOf(response).user;
    const id = String(request.params['user']);
    if (!(await leavingAnOwner(() => users.remove(id, email)))) throw unknown();
    response.status(204).end();
  });
  serve(
    router,
    readAuditLog,
    allow(deps, () => ({ what: 'read-audit' })),
    async (request, response) => {
      const { before = null } = readInput(auditQuery, request);
      const entries = await deps.readAudit({ before, most: AUDIT_PAGE });
      const told = entries.map((entry) => ({ ...entry, at: entry.at.toISOString(), details: { ...entry.details } }));
      const answer: z.input<typeof auditAnswer> = { entries: told };
      response.json(answer);
    },
  );
  return router;
}

/** 120 random bits, as 20 characters that can be typed. */
export function makePassword(): string {
  return randomBytes(15).toString('base64url');
}

async function leavingAnOwner<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LastOwnerError) throw new Problem(409, 'There would be no owner left: make another one first');
    throw error;
  }
}

function unknown(): Problem {
  return new Problem(404, 'There is no such user');
}
