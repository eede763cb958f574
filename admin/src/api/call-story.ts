import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { CallStoryAnswer, RepeatAnswer } from '../../../api/admin/call-story-operations.ts';
import { ask } from './ask.ts';

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
  return useQuery({
    queryKey: keyOf(number, callId),
    queryFn: () => ask<CallStoryAnswer>('GET', callPath(number, callId)),
    refetchInterval: ({ state: { data } }) => (data && isGoingOn(data) ? LOOK_EVERY_MS : false),
  });
}

/** Is there more to come? A step that is repeated belongs to a call that is long closed. */
export function isGoingOn({ call, steps }: Pick<CallStoryAnswer, 'call' | 'steps'>): boolean {
  return call.closed_at === null || steps.some(({ status }) => status === 'running');
}

/** Has a failed step done once more; the story is read anew then, and again until it tells of it. */
export function useRepeat(number: string, callId: string) {
  const queries = useQueryClient();
  const readAnew = useCallback(
    () => queries.invalidateQueries({ queryKey: keyOf(number, callId) }),
    [queries, number, callId],
  );
  const repeat = useMutation({
    mutationFn: (step: string) => ask<RepeatAnswer>('POST', `${callPath(number, callId)}/repeat`, { step }),
    onSettled: readAnew,
  });
  const isUnderWay = repeat.data?.status === 'running';
  useEffect(() => {
    if (!isUnderWay) return undefined;
    const timer = setInterval(() => void readAnew(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isUnderWay, readAnew]);
  return repeat;
}
