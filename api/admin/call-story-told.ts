import { z } from 'zod';
import type { CallStory } from '../../db/call-story.ts';
import { failureCode, type JournalStep } from '../../domain/journal.ts';
import { MOST_REQUESTS, type LoggedRequest } from '../../domain/logged-request.ts';
import { isRecord } from '../../domain/is-record.ts';
import { originalName, repeatables } from '../../domain/repeat.ts';
import {
  allWithoutCredentials,
  fieldsWithoutCredentials,
  withoutCredentials,
} from '../../domain/without-credentials.ts';
import { linkTo, type LinkTemplates } from '../../domain/settings/links.ts';
import type { CallStoryAnswer } from './call-story-operations.ts';
import type { CallRow } from './calls/row.ts';
import { chainTold } from './smart/told.ts';

/** All that a story is told from. */
export interface StoryParts {
  readonly row: CallRow;
  readonly story: CallStory;
  /** One more than are shown, if there are so many. */
  readonly requests: readonly LoggedRequest[];
  /** What the settings say of U-ON's pages; null where the enterprise is gone. */
  readonly pages: { readonly links: LinkTemplates; readonly subdomain?: string | undefined } | null;
  readonly recording: CallStoryAnswer['recording'];
  readonly temporal: string | null;
}

export function storyTold({ row, story, requests, pages, recording, temporal }: StoryParts): CallStoryAnswer {
  const { clientId, leadId } = story;
  const pageOf = (kind: 'client' | 'lead', values: Record<string, string>) =>
    pages && linkTo(pages.links[kind], pages.subdomain, values);
  return {
    call: {
      ...row,
      ...{ closed_at: story.closedAt?.toISOString() ?? null, client_id: clientId, lead_id: leadId },
      is_recovered: story.isRecovered,
    },
    steps: story.steps.map(stepTold),
    events: story.events.map(eventTold),
    requests: requests.slice(0, MOST_REQUESTS).map(requestTold),
    has_more_requests: requests.length > MOST_REQUESTS,
    popups: story.popups.map(popupTold),
    decisions: story.decisions.map(decisionTold),
    effects: story.effects.map(effectTold),
    links: {
      client: clientId === null ? null : pageOf('client', { user_id: clientId }),
      lead: leadId === null ? null : pageOf('lead', { lead_id: leadId }),
    },
    recording: recording && { ...recording, url: withoutCredentials(recording.url) },
    temporal,
    repeatable: repeatablesTold(story),
  };
}

function stepTold(step: JournalStep): CallStoryAnswer['steps'][number] {
  const name = originalName(step.name);
  return {
    ...{ name, at: step.at, status: step.status, error: step.error ?? null, code: failureCode(step) },
    ...{ is_repeat: name !== step.name, is_mended: step.mended ?? false },
  };
}

function eventTold({ receivedAt, body, ...rest }: CallStory['events'][number]): CallStoryAnswer['events'][number] {
  // The inbox is given none; what reads it must not depend on that.
  const { Token: _token, token: _other, ...shown } = isRecord(body) ? body : {};
  return { ...rest, received_at: receivedAt.toISOString(), body: fieldsWithoutCredentials(shown) };
}

function requestTold(request: LoggedRequest): CallStoryAnswer['requests'][number] {
  const { atMs, httpMethod, method, path, parameters, outcome, status, code, answer, isCut, tookMs, attempt } = request;
  return {
    ...{ at: new Date(atMs).toISOString(), http_method: httpMethod, method, path, outcome, status, code },
    parameters: parameters && fieldsWithoutCredentials(parameters),
    answer: z.json().parse(allWithoutCredentials(answer)),
    ...{ is_cut: isCut, took_ms: tookMs, attempt },
  };
}

function popupTold({
  claimedAt,
  finishedAt,
  ...popup
}: CallStory['popups'][number]): CallStoryAnswer['popups'][number] {
  return {
    ...{ manager_id: popup.managerId, variant: popup.variant, state: popup.state, attempts: popup.attempts },
    ...{ claimed_at: claimedAt.toISOString(), finished_at: finishedAt?.toISOString() ?? null },
  };
}

function decisionTold(decision: CallStory['decisions'][number]): CallStoryAnswer['decisions'][number] {
  const { atMs, line, mode, wantsDialplan, hasName, extension, reason, chain, source, tookMs } = decision;
  return {
    ...{ at: new Date(atMs).toISOString(), line, wants_dialplan: wantsDialplan, has_name: hasName },
    ...{ mode, extension, reason, chain: chainTold(chain), source, took_ms: tookMs },
  };
}

function effectTold(effect: CallStory['effects'][number]): CallStoryAnswer['effects'][number] {
  const { firstAt, markedAt, madeId, isUntold: _isUntold, ...rest } = effect;
  return { ...rest, first_at: firstAt.toISOString(), marked_at: markedAt.toISOString(), made_id: madeId };
}

function repeatablesTold({ closedAt, isForgotten, steps, effects }: CallStory): CallStoryAnswer['repeatable'] {
  const untold = effects.filter(({ isUntold }) => isUntold).map(({ effect }) => effect);
  return repeatables({ isClosed: closedAt !== null, isForgotten, steps, untold }).map(({ step, repeat }) => ({
    ...{ step, can_repeat: repeat.kind === 'can' },
    why_not: repeat.kind === 'can' ? null : repeat.why,
  }));
}
