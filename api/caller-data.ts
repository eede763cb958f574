import { Router, type RequestHandler, type Response } from 'express';
import { inputWords } from '../domain/input-words.ts';
import { problemsOf } from '../domain/settings/problems.ts';
import type { Decision } from '../domain/smart/decide.ts';
import type { DecisionSource } from '../domain/smart/words.ts';
import type { Admission } from '../intake/admission.ts';
import type { EventBody } from '../intake/body-identity.ts';
import type { CallerAsked } from '../intake/caller-data.ts';
import { startDeadline, type Deadline } from '../intake/deadline.ts';
import { NotKnownInTimeError } from '../intake/held-by-secret.ts';
import type { AskedEnterprise } from './asked-enterprise.ts';
import { callerQuestion, getCallerData, type CallerAnswer, type CallerQuestion } from './caller-data-operations.ts';
import { INPUT_LIMIT_BYTES } from './input.ts';
import { serve } from './openapi/operation.ts';
import { createPbxDoor } from './pbx-door.ts';
import { Problem } from './problem.ts';

/** The enterprise whose PBX asks, as it is held in memory for those who can't wait. */
export interface CallerDoor {
  readonly enterprise: string;
  readonly asked: AskedEnterprise;
}

/** Told of each question once it is over. Must not throw. */
export interface CallerMetrics {
  answered(source: DecisionSource, ms: number): void;
  /** Not answered with 200; `aborted`: the PBX did not wait. */
  refused(status: number | 'aborted'): void;
}

export interface CallerDataRouterDeps {
  readonly admission: Admission<CallerDoor>;
  readonly decide: (asked: CallerAsked, deadline: Deadline) => Promise<Decision>;
  /** Writes it down when nobody waits. */
  readonly note: (told: CallerTold) => void;
  readonly metrics: CallerMetrics;
}

/** What was answered to which question. */
export interface CallerTold {
  readonly asked: CallerAsked;
  readonly line: string | null;
  readonly decision: Decision;
  readonly atMs: number;
  readonly tookMs: number;
}

/** A PBX is answered within 300 ms. What is not known by then is not told; the rest is for a machine that is busy. */
const KNOWN_WITHIN_MS = 200;

export const callerDataOperations = [getCallerData];

/** `POST /api/callevent/getcustomerdata`: who calls and whom to ring, with what is known in time. */
export function callerDataRouter(deps: CallerDataRouterDeps): Router {
  const router = Router({ caseSensitive: true });
  const pbx = createPbxDoor(deps.admission, INPUT_LIMIT_BYTES);
  const read: RequestHandler = (request, response, next) => orUnavailable(() => pbx.read(request, response, next));
  serve(router, getCallerData, measure(deps.metrics), read, async (request, response) => {
    const { door, body } = await orUnavailable(() => pbx.enter(request, response));
    const question = questionIn(body);
    const asked = askedBy(door, question);
    const atMs = Date.now();
    const deadline = startDeadline(KNOWN_WITHIN_MS - msSince(response));
    const decision = await deps.decide(asked, deadline).finally(() => deadline.end());
    response.json(answerOf(decision));
    const tookMs = msSince(response);
    deps.metrics.answered(decision.source, tookMs);
    deps.note({ asked, line: question.TrunkId.slice(0, LONGEST_LINE) || null, decision, atMs, tookMs });
  });
  return router;
}

/** Of a trunk's id no more is kept. */
const LONGEST_LINE = 64;

function askedBy({ asked: { enterprise, account } }: CallerDoor, question: CallerQuestion): CallerAsked {
  const { UniqueId: callId, Phone: phone, LoadDialPlan: wantsDialplan } = question;
  return { enterprise, account, settings: enterprise.smart, callId, phone, wantsDialplan, isCall: true };
}

export function answerOf({ name, extension, tags, priority, redirect }: Decision): CallerAnswer {
  return {
    ...{ Name: name, DialPlan: extension, Tags: [...tags], Priority: priority },
    Redirect: redirect.map(({ extension: Extension, managerId: ManagerId, reason: Reason }) => ({
      ...{ Extension, ManagerId, Reason },
    })),
  };
}

function questionIn(body: EventBody): CallerQuestion {
  const parsed = callerQuestion.safeParse(body, { error: inputWords });
  if (parsed.success) return parsed.data;
  throw new Problem(422, 'The question has fields that are wrong or missing', { errors: problemsOf(parsed.error) });
}

/** The database does not say whose token it is, and it was never right before: nobody may be told a name. */
async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NotKnownInTimeError)) throw error;
    throw new Problem(503, 'The database does not answer, and the token is not known yet', { retryAfterS: 1 });
  }
}

function measure(metrics: CallerMetrics): RequestHandler {
  return (_request, response, next) => {
    response.locals['arrivedAt'] = performance.now();
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : 'aborted';
      if (status !== 200) metrics.refused(status);
    });
    next();
  };
}

function msSince({ locals }: Response): number {
  return performance.now() - Number(locals['arrivedAt']);
}
