import { z } from 'zod';
import { INPUT_LIMIT_BYTES } from '../input.ts';
import type { Operation } from '../openapi/operation.ts';
import { REPEAT_REFUSALS } from '../../domain/repeat.ts';
import { MOST_REQUESTS } from '../../domain/logged-request.ts';
import { enterpriseParams } from './enterprise-params.ts';
import { storyDecision } from './smart/operations.ts';
import { storyStep, storyEvent, storyRequest, storyPopup, storyEffect, storyRow } from './call-story-parts.ts';

const of = { tag: 'Administration', access: 'session' } as const;
const CALL = '/api/admin/enterprises/{number}/calls/{uniqueid}';
const params = enterpriseParams.extend({
  uniqueid: z.string().meta({ description: 'UniqueId of the call’s first channel', examples: ['1757840723.6'] }),
});
const NONE = 'There is no such call';
const address = z.string().nullable();

export const callStoryAnswer = z.object({
  call: storyRow,
  steps: z.array(storyStep).meta({ description: 'In the order in which they began' }),
  events: z.array(storyEvent).meta({ description: 'What the PBX sent of it, oldest first' }),
  requests: z
    .array(storyRequest)
    .meta({ description: `What was sent to U-ON for it and answered, the oldest ${MOST_REQUESTS} first` }),
  has_more_requests: z.boolean().meta({ description: `There were more than ${MOST_REQUESTS}` }),
  popups: z.array(storyPopup),
  decisions: z
    .array(storyDecision)
    .meta({ description: 'What its PBX was told of the caller (getcustomerdata), oldest first' }),
  effects: z.array(storyEffect).meta({ description: 'What U-ON must not be sent twice' }),
  links: z
    .object({ client: address, lead: address })
    .meta({ description: 'Pages of U-ON; null where there is none, or no `subdomain` in the settings' }),
  recording: z
    .object({
      url: z.string(),
      can_play: z.boolean().meta({ description: 'The operation `playRecording` gives it to a player' }),
    })
    .nullable(),
  temporal: address.meta({ description: 'The workflow in Temporal’s Web UI; null without TEMPORAL_UI_URL' }),
  repeatable: z
    .array(
      z.object({
        step: z.string(),
        can_repeat: z.boolean(),
        why_not: z.enum(REPEAT_REFUSALS).nullable(),
      }),
    )
    .meta({ description: 'Steps that failed, each once: can they be repeated now, and why not' }),
});
export type CallStoryAnswer = z.output<typeof callStoryAnswer>;

export const readCallStory: Operation = {
  ...{ ...of, method: 'get', path: CALL, id: 'readCallStory', params },
  summary: 'The story of one call: steps, PBX events, requests to U-ON, popups, and what can be repeated',
  answers: { 200: { description: 'As far as it has come', schema: callStoryAnswer } },
  problems: { 404: NONE },
};

export const repeatBody = z.object({
  step: z.string().min(1).max(200).meta({ description: 'Name of the step, as the story has it' }),
});

export const repeatAnswer = z.object({
  step: z.string(),
  status: z
    .enum(['running', 'done', 'skipped', 'failed'])
    .meta({ description: '`running`: it is not over yet; the story will tell' }),
  error: z.string().nullable().meta({ description: 'Why it failed or was skipped' }),
  code: z.string().nullable().meta({ description: 'The type of the failure' }),
});
export type RepeatAnswer = z.output<typeof repeatAnswer>;

export const repeatCallStep: Operation = {
  ...{ ...of, method: 'post', path: `${CALL}/repeat`, id: 'repeatCallStep', params },
  summary: 'Does a step of a closed call anew that has failed, with the settings of today',
  description: 'What was done is not done twice: what an earlier attempt made after all is found and counts.',
  body: {
    schema: repeatBody,
    limitBytes: INPUT_LIMIT_BYTES,
    examples: { 'the record of the call': { step: 'call_history/create' } },
  },
  answers: {
    200: { description: 'It is over; the story has a line more, unless it was broken off', schema: repeatAnswer },
    202: { description: 'It is under way', schema: repeatAnswer },
  },
  problems: { 404: NONE, 409: 'The step can not be repeated (now)', 422: 'Fields are wrong or missing' },
};

export const callStoryOperations = [readCallStory, repeatCallStep];
