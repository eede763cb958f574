import type { CallStoryAnswer } from '../../../../api/admin/call-story-operations.ts';
import { stepOfRequest } from './requests-of-steps.ts';

export type StoryStep = CallStoryAnswer['steps'][number];
export type StoryEvent = CallStoryAnswer['events'][number];
export type StoryDecision = CallStoryAnswer['decisions'][number];
export type StoryRequest = CallStoryAnswer['requests'][number];

/** A line of the story: what the PBX asked or told, what was done for it, or a request that belongs to no step. */
export type StoryLine =
  | { readonly kind: 'decision'; readonly at: string; readonly decision: StoryDecision }
  | { readonly kind: 'event'; readonly at: string; readonly event: StoryEvent }
  | { readonly kind: 'step'; readonly at: string; readonly step: StoryStep; readonly requests: readonly StoryRequest[] }
  | { readonly kind: 'requests'; readonly at: string; readonly requests: readonly StoryRequest[] };

/** What happened, in its order; of things at the same moment the event comes before what it caused. */
export function storyLines({
  steps,
  events,
  requests,
  decisions,
}: Pick<CallStoryAnswer, 'steps' | 'events' | 'requests' | 'decisions'>): readonly StoryLine[] {
  const owners = requests.map((request) => stepOfRequest(request, steps));
  const ownedBy = (index: number | undefined) => requests.filter((_request, n) => owners[n] === index);
  const lines: StoryLine[] = [
    ...decisions.map((decision) => ({ kind: 'decision' as const, at: decision.at, decision })),
    ...events.map((event) => ({ kind: 'event' as const, at: event.received_at, event })),
    ...steps.map((step, index) => ({ kind: 'step' as const, at: step.at, step, requests: ownedBy(index) })),
    ...ownedBy(undefined).map((request) => ({ kind: 'requests' as const, at: request.at, requests: [request] })),
  ];
  return lines.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
