import { useQuery } from '@tanstack/react-query';
import type { GlancesAnswer } from '../../../api/admin/enterprises-operations.ts';
import { ask } from './ask.ts';

export type Glance = GlancesAnswer['enterprises'][number];

const LOOK_EVERY_MS = 5_000;

/** The enterprises that one may read, looked at again and again. */
export function useEnterprises() {
  return useQuery({
    queryKey: ['enterprises'],
    queryFn: async () => (await ask<GlancesAnswer>('GET', '/enterprises')).enterprises,
    refetchInterval: LOOK_EVERY_MS,
  });
}
