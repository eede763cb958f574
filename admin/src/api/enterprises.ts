import { useQuery } from '@tanstack/react-query';
import type { GlancesAnswer } from '../../../api/admin/enterprises-operations.ts';
import { ask } from './ask.ts';

export type Glance = GlancesAnswer['enterprises'][number];
export type Standstill = GlancesAnswer['standstills'][number];

const LOOK_EVERY_MS = 5_000;

/** The enterprises that one may read, looked at again and again. */
export function useEnterprises() {
  return useGlances(({ enterprises }) => enterprises);
}

/** What stands still of the installation. */
export function useStandstills() {
  return useGlances(({ standstills }) => standstills);
}

function useGlances<T>(select: (answer: GlancesAnswer) => T) {
  return useQuery({
    queryKey: ['enterprises'],
    queryFn: () => ask<GlancesAnswer>('GET', '/enterprises'),
    refetchInterval: LOOK_EVERY_MS,
    select,
  });
}
