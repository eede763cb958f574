import { Router, type Request, type Response } from 'express';
import type { KeptDirectories } from '../../../db/directories.ts';
import type { UnreadList } from '../../../domain/uon-check.ts';
import type { UonTrials } from '../../../intake/uon-trials.ts';
import { SecretsError } from '../../../platform/secrets.ts';
import { numberOf as phoneOf, type AskedEnterprise } from '../../asked-enterprise.ts';
import { numberOf } from '../../enterprises.ts';
import { jsonBody, readInput } from '../../input.ts';
import { serve } from '../../openapi/operation.ts';
import { Problem } from '../../problem.ts';
import { adminOf, allow, type AdminDoor } from '../door.ts';
import { checkTold, type CheckAnswer } from './check-answer.ts';
import { directoriesTold, NO_KEY } from './directories-answer.ts';
import type { UonTrialLimits } from './limits.ts';
import { NOBODY_CAME } from './nobody-came.ts';
import {
  checkBody,
  checkUon,
  directoriesQuery,
  readDirectories,
  registerWebhooks,
  sendTestPopup,
  testPopupBody,
  type DirectoriesAnswer,
  type TestPopupAnswer,
} from './operations.ts';
import { NO_ENTERPRISE } from '../enterprise-params.ts';
import type { TrialAudit } from '../trial-audit.ts';

export interface AdminUonDeps extends AdminDoor {
  readonly uon: {
    /** The enterprise with the account of its key, though U-ON is switched off. */
    readonly load: (number: string) => Promise<AskedEnterprise | null>;
    readonly kept: (account: string) => Promise<KeptDirectories>;
    /** Why nobody asks the account now: its key was refused, or nothing answers. */
    readonly trouble: (account: string) => Promise<UnreadList['code'] | null>;
    readonly trials: UonTrials;
    readonly limits: UonTrialLimits;
    /** Has its webhooks looked at anew, whatever the trouble of its account was. */
    readonly connectAnew: (number: string, account: string) => Promise<void>;
    readonly audit: (entry: TrialAudit) => Promise<void>;
  };
}

/** `/api/admin/enterprises/{number}/uon`: what an administrator tries in U-ON. Workflows ask U-ON, never this process. */
export function adminUonRouter(deps: AdminUonDeps): Router {
  const { trials, limits, audit } = deps.uon;
  const router = Router();
  const administrators = allow(deps, (request) => ({ what: 'change-enterprise', enterprise: numberIn(request) }));
  const readers = allow(deps, (request) => ({
    what: request.query['fresh'] === 'true' ? 'change-enterprise' : 'read-enterprise',
    enterprise: numberIn(request),
  }));

  serve(router, readDirectories, readers, async (request, response) => {
    const { number, account } = await asked(deps, request);
    const isFresh = readInput(directoriesQuery, request).fresh === 'true';
    if (isFresh) limits.mayAsk(number);
    const answer = account === null ? NO_KEY : await directories(deps, { number, account, isFresh });
    if (isFresh) await audit({ ...by(response, number), action: 'uon-lists-read', details: outcomeOf(answer) });
    response.json(answer);
  });
  serve(router, checkUon, administrators, jsonBody, async (request, response) => {
    const { number, ...of } = await withKey(deps, request);
    const { phone } = readInput(checkBody, request);
    const phoneE164 = phone === undefined ? null : phoneOf(phone, of);
    limits.mayAsk(number);
    const began = performance.now();
    const steps = await trials.check(number, phoneE164);
    const answer = checkTold(steps ?? NOBODY_CAME.check, Math.round(performance.now() - began));
    await audit({ ...by(response, number), action: 'uon-checked', details: codesOf(answer) });
    response.json(answer);
  });
  serve(router, sendTestPopup, administrators, jsonBody, async (request, response) => {
    const { number, account } = await withKey(deps, request);
    const { manager_id: managerId } = readInput(testPopupBody, request);
    const answer = await popup(deps, { number, account, managerId });
    const details = { manager: managerId, outcome: answer.code };
    await audit({ ...by(response, number), action: 'test-popup-sent', details });
    response.json(answer);
  });
  serve(router, registerWebhooks, administrators, async (request, response) => {
    const { number, account } = await withKey(deps, request);
    limits.mayAsk(number);
    await deps.uon.connectAnew(number, account);
    await audit({ ...by(response, number), action: 'webhooks-registered' });
    response.status(202).json({ accepted: true });
  });
  return router;
}

interface Asked extends AskedEnterprise {
  readonly number: string;
}

async function asked({ uon }: AdminUonDeps, request: Request): Promise<Asked> {
  const number = numberOf(request);
  const found = await uon.load(number).catch((error: unknown) => {
    if (!(error instanceof SecretsError)) throw error;
    throw new Problem(409, 'The stored key can not be decrypted with SECRETS_KEY: store the key again');
  });
  if (!found) throw new Problem(404, NO_ENTERPRISE);
  return { number, ...found };
}

/** @throws Problem 409 where there is nothing to ask with */
async function withKey(deps: AdminUonDeps, request: Request): Promise<Asked & { readonly account: string }> {
  const found = await asked(deps, request);
  const { account } = found;
  if (account === null) throw new Problem(409, 'No key of U-ON is stored: store one first');
  return { ...found, account };
}

interface ListsAsked {
  readonly number: string;
  readonly account: string;
  readonly isFresh: boolean;
}

async function directories(
  { uon }: AdminUonDeps,
  { number, account, isFresh }: ListsAsked,
): Promise<DirectoriesAnswer> {
  if (isFresh) {
    const { problem } = (await uon.trials.readLists(number)) ?? NOBODY_CAME.lists;
    return directoriesTold({ kept: await uon.kept(account), unread: problem });
  }
  const [kept, trouble] = await Promise.all([uon.kept(account), uon.trouble(account)]);
  return directoriesTold({ kept, unread: trouble && { code: trouble, message: null } });
}

interface PopupAsked {
  readonly number: string;
  readonly account: string;
  readonly managerId: string;
}

/** To somebody of the list alone: U-ON may take a popup for nobody, and nothing would be seen of it. */
async function popup({ uon }: AdminUonDeps, { number, account, managerId }: PopupAsked): Promise<TestPopupAnswer> {
  const unlisted = await whyUnlisted(uon, { number, account, managerId });
  if (unlisted) return { result: 'failed', ...unlisted, took_ms: 0 };
  uon.limits.mayShowPopup(number);
  const began = performance.now();
  const { code, message } = (await uon.trials.testPopup(number, managerId)) ?? NOBODY_CAME.popup;
  const took_ms = Math.round(performance.now() - began);
  return { result: code === 'sent' ? 'sent' : 'failed', code, message, took_ms };
}

/** Why nobody can be told to be of the account: he is not in its list, or there is none and it can not be read. */
async function whyUnlisted(
  uon: AdminUonDeps['uon'],
  { number, account, managerId }: PopupAsked,
): Promise<Pick<TestPopupAnswer, 'code' | 'message'> | null> {
  const kept = (await uon.kept(account)).managers;
  if (!kept) {
    uon.limits.mayAsk(number);
    const { problem } = (await uon.trials.readLists(number)) ?? NOBODY_CAME.lists;
    if (problem) return problem;
  }
  const managers = kept ?? (await uon.kept(account)).managers;
  const isListed = managers?.rows.some(({ id }) => id === managerId) ?? false;
  return isListed ? null : { code: 'manager-unknown', message: null };
}

function numberIn(request: Request): string {
  return String(request.params['number']);
}

function by(response: Response, subject: string): Pick<TrialAudit, 'actor' | 'subject'> {
  return { actor: adminOf(response).user.email, subject };
}

function codesOf({ ping, key, limits, search }: CheckAnswer): Record<string, string> {
  return { ping: ping.code, key: key.code, limits: limits.code, search: search.code };
}

function outcomeOf({ problem }: DirectoriesAnswer): Record<string, string> {
  return { outcome: problem?.code ?? 'read' };
}
