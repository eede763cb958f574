import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { callsKey } from '../../api/calls.ts';
import type { Filters } from './filters.ts';

/** Calls that end together are read together. */
const TOGETHER_MS = 500;

/**
 * Calls that ended are shown at once while one looks at the first page. Who has gone further down is asked first: what he reads
 * must not move.
 */
export function useFreshCalls(
  number: string,
  filters: Filters,
  { ended, pages }: { readonly ended: number; readonly pages: number },
) {
  const queries = useQueryClient();
  const [areThere, setAreThere] = useState(false);
  const seen = useRef(ended);
  useEffect(() => {
    if (ended === seen.current) return undefined;
    if (pages > 1) {
      seen.current = ended;
      setAreThere(true);
      return undefined;
    }
    const timer = setTimeout(() => {
      seen.current = ended;
      void queries.invalidateQueries({ queryKey: callsKey(number) });
    }, TOGETHER_MS);
    return () => clearTimeout(timer);
  }, [ended, pages, number, queries]);
  const show = () => {
    setAreThere(false);
    void queries.resetQueries({ queryKey: callsKey(number, filters) });
  };
  return { areThere, show };
}
