import { useQuery } from '@tanstack/react-query';
import type { InstallationAnswer } from '../../../api/admin/installation.ts';
import { ask } from './ask.ts';

/** Where others reach the API: as the installation says, else (`isSure` is false) where this page was opened. Null: not known yet. */
export function usePublicUrl(): { readonly url: string; readonly isSure: boolean } | null {
  const { data, isPending } = useQuery({
    queryKey: ['installation'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => ask<InstallationAnswer>('GET', '/installation'),
  });
  if (isPending) return null;
  const url = data?.public_url ?? null;
  return url === null ? { url: window.location.origin, isSure: false } : { url: url.replace(/\/+$/, ''), isSure: true };
}
