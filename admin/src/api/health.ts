import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { HealthAnswer, InstallationHealthAnswer } from '../../../api/admin/health-operations.ts';
import { ask } from './ask.ts';

export type Health = HealthAnswer;
export type InstallationHealth = InstallationHealthAnswer;
export type HealthPoint = HealthAnswer['points'][number];

/** Hours that the page offers. */
export type Hours = 1 | 6 | 24;

/** Processes tell their counts each 12 s. */
const LOOK_EVERY_MS = 15_000;

function useLook<Answer>(key: readonly unknown[], path: string) {
  return useQuery({
    queryKey: key,
    queryFn: () => ask<Answer>('GET', path),
    refetchInterval: LOOK_EVERY_MS,
    placeholderData: keepPreviousData,
  });
}

/** How an enterprise is, looked at again and again. */
export const useHealth = (number: string, hours: Hours) =>
  useLook<Health>(['health', number, hours], `/enterprises/${encodeURIComponent(number)}/health?hours=${hours}`);

export const useInstallationHealth = (hours: Hours) =>
  useLook<InstallationHealth>(['health', hours], `/health?hours=${hours}`);
