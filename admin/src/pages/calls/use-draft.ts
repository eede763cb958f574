import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';

const PAUSE_MS = 400;

/**
 * What is being typed, which counts only after a pause. Where the value changes from elsewhere (a link, «back», a reset), the
 * draft follows. `isWhole`: what is not whole yet does not count at all.
 */
export function useDraft(
  value: string,
  commit: (text: string) => void,
  isWhole: (text: string) => boolean = () => true,
) {
  const [draft, setDraft] = useState(value);
  const committed = useRef(value);
  const later = useDebouncedCallback((text: string) => {
    committed.current = text;
    commit(text);
  }, PAUSE_MS);
  useEffect(() => {
    if (value === committed.current) return;
    committed.current = value;
    setDraft(value);
  }, [value]);
  const change = (text: string) => {
    setDraft(text);
    if (text === '' || isWhole(text)) later(text);
    else later.cancel();
  };
  return { draft, change };
}
