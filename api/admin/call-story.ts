import { Router, type Request } from 'express';
import type { CallStory } from '../../db/call-story.ts';
import type { RepeatableCall } from '../../db/repeats.ts';
import { failureCode } from '../../domain/journal.ts';
import type { LoggedRequest } from '../../domain/logged-request.ts';
import { REFUSAL_TEXT, repeatOf, type RepeatResult } from '../../domain/repeat.ts';
import type { RepeatInput } from '../../workflows/names.ts';
import { jsonBody, readInput } from '../input.ts';
import { serve } from '../openapi/operation.ts';
import { Problem } from '../problem.ts';
import { readCallStory, repeatBody, repeatCallStep, type RepeatAnswer } from './call-story-operations.ts';
import { storyTold, type StoryParts } from './call-story-told.ts';
import type { CallRow } from './calls/row.ts';
import { adminOf, allow, type AdminDoor } from './door.ts';

export interface CallStoryDeps extends AdminDoor {
  readonly callStory: {
    readonly row: (enterprise: string, callId: string) => Promise<CallRow | null>;
    readonly read: (enterprise: string, callId: string) => Promise<CallStory | null>;
    readonly requests: (enterprise: string, callId: string) => Promise<readonly LoggedRequest[]>;
    readonly pages: (enterprise: string) => Promise<StoryParts['pages']>;
    readonly recording: (enterprise: string, callId: string) => Promise<StoryParts['recording']>;
    /** Where Temporal's Web UI shows its workflow. */
    readonly temporalPage: (enterprise: string, callId: string, recoveryId: string | null) => string | null;
    readonly toRepeat: (enterprise: string, callId: string) => Promise<RepeatableCall | null>;
    /** For this user, whom the audit names once it is taken. Null: it is still under way. */
    readonly repeat: (actor: string, input: RepeatInput) => Promise<RepeatResult | null>;
  };
}

/** `/api/admin/enterprises/{number}/calls/{uniqueid}`: the story of one call, and its failed steps done anew. */
export function callStoryRouter(deps: CallStoryDeps): Router {
  const router = Router();
  const ofPath = (what: 'read-enterprise' | 'change-enterprise') =>
    allow(deps, (request) => ({ what, enterprise: String(request.params['number']) }));

  serve(router, readCallStory, ofPath('read-enterprise'), async (request, response) => {
    response.json(storyTold(await partsOf(deps, callOf(request))));
  });
  serve(router, repeatCallStep, ofPath('change-enterprise'), jsonBody, async (request, response) => {
    const { step } = readInput(repeatBody, request);
    const input = { ...callOf(request), step };
    await checkRepeat(deps, input);
    const result = await deps.callStory.repeat(adminOf(response).user.email, input);
    response.status(result ? 200 : 202).json(answerOf(step, result));
  });
  return router;
}

interface CallKey {
  readonly enterprise: string;
  readonly callId: string;
}

/** The call of the path. @throws Problem 404 for what can be no call's id */
function callOf({ params }: Request): CallKey {
  const [enterprise, callId] = [String(params['number']), String(params['uniqueid'])];
  if (/\0/.test(enterprise + callId)) throw unknown();
  return { enterprise, callId };
}

async function partsOf({ callStory: of }: CallStoryDeps, { enterprise, callId }: CallKey): Promise<StoryParts> {
  const [row, story, requests, pages, recording] = await Promise.all([
    of.row(enterprise, callId),
    of.read(enterprise, callId),
    of.requests(enterprise, callId),
    of.pages(enterprise),
    of.recording(enterprise, callId),
  ]);
  if (!row || !story) throw unknown();
  return { row, story, requests, pages, recording, temporal: of.temporalPage(enterprise, callId, story.recoveryId) };
}

/** @throws Problem 404, 409 with the reason */
async function checkRepeat({ callStory }: CallStoryDeps, { enterprise, callId, step }: RepeatInput): Promise<void> {
  const call = await callStory.toRepeat(enterprise, callId);
  if (!call) throw unknown();
  const repeat = repeatOf(step, call);
  if (repeat.kind === 'refused') throw new Problem(409, `This step is not repeated: ${REFUSAL_TEXT[repeat.why]}`);
}

function answerOf(step: string, result: RepeatResult | null): RepeatAnswer {
  if (!result) return { step, status: 'running', error: null, code: null };
  const { status, error } = result;
  return { step, status, error, code: failureCode({ status, error: error ?? '' }) };
}

function unknown(): Problem {
  return new Problem(404, 'There is no such call');
}
