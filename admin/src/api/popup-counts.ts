import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { PopupCountsAnswer } from '../../../api/admin/popup-counts-operations.ts';
import { ask } from './ask.ts';

export type { PopupCountsAnswer };

/** How popups fared in the last days, by what they showed. */
export function usePopupCounts(number: string, days: number) {
  return useQuery({
    queryKey: ['popup-counts', number, days],
    placeholderData: keepPreviousData,
    queryFn: () =>
      ask<PopupCountsAnswer>('GET', `/enterprises/${encodeURIComponent(number)}/popups/counts?days=${days}`),
  });
}
