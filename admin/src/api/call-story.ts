import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { CallStoryAnswer, RepeatAnswer } from '../../../api/admin/call-story-operations.ts';
import { ask } from './ask.ts';
import { useReadAgain } from './read-again.ts';

export type { CallStoryAnswer, RepeatAnswer };

/** A call that is under way, or to which something is still owed. */
const LOOK_EVERY_MS = 1_500;

const keyOf = (number: string, callId: string) => ['call', number, callId];

/** Where the API has a call. */
export function callPath(number: string, callId: string): string {
  return `/enterprises/${encodeURIComponent(number)}/calls/${encodeURIComponent(callId)}`;
}

/** The story of one call, followed while it goes on. */
export function useCallStory(number: string, callId: string) {
  const story = useQuery({
    queryKey: keyOf(number, callId),
    queryFn: () => ask<CallStoryAnswer>('GET', callPath(number, callId)),
    refetchInterval: ({ state: { data } }) => (data && isGoingOn(data) ? LOOK_EVERY_MS : false),
  });
  useReadAgain(story.data && stageOf(story.data), story.refetch);
  return story;
}

/** What U-ON was asked is stored a moment after the step that asked it. */
function stageOf(story: CallStoryAnswer): string {
  return `${isGoingOn(story)} ${story.steps.filter(({ is_repeat: isRepeat }) => isRepeat).length}`;
}

/** Is there more to come? A step that is repeated belongs to a call that is long closed. */
export function isGoingOn({ call, steps }: Pick<CallStoryAnswer, 'call' | 'steps'>): boolean {
  return call.closed_at === null || steps.some(({ status }) => status === 'running');
}

/** How often a step was repeated, as far as the story tells. */
export function repeatsOf({ steps }: Pick<CallStoryAnswer, 'steps'>, step: string): number {
  return steps.filter(({ name, is_repeat: isRepeat }) => isRepeat && name === step).length;
}

/** Has a failed step done once more; the story is read anew then, and again until it tells of it, or for two minutes. */
export function useRepeat(number: string, story: CallStoryAnswer, step: string) {
  const queries = useQueryClient();
  const callId = story.call.call_id;
  const readAnew = useCallback(
    () => queries.invalidateQueries({ queryKey: keyOf(number, callId) }),
    [queries, number, callId],
  );
  const repeat = useMutation({
    mutationFn: () => ask<RepeatAnswer>('POST', `${callPath(number, callId)}/repeat`, { step }),
    onMutate: () => repeatsOf(story, step),
    onSettled: readAnew,
  });
  const isUntold = repeat.data?.status === 'running' && repeatsOf(story, step) === repeat.context;
  const isOverdue = useIsOver(isUntold ? repeat.submittedAt + FOLLOW_MS : null);
  const isFollowed = isUntold && !isOverdue;
  useEffect(() => {
    if (!isFollowed) return undefined;
    const timer = setInterval(() => void readAnew(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isFollowed, readAnew]);
  return { ...repeat, isFollowed, isOverdue };
}

/** What takes longer (U-ON is away) is looked at later. */
const FOLLOW_MS = 120_000;

/** Has this moment (epoch ms) passed? */
function useIsOver(atMs: number | null): boolean {
  const [over, setOver] = useState<number | null>(null);
  useEffect(() => {
    if (atMs === null) return undefined;
    const timer = setTimeout(() => setOver(atMs), Math.max(0, atMs - Date.now()));
    return () => clearTimeout(timer);
  }, [atMs]);
  return atMs !== null && over === atMs;
}
