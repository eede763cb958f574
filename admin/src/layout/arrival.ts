import { createContext, useContext, useEffect, useRef, type RefObject } from 'react';
import { useLocation } from 'react-router';

/** The address whose heading had its turn; null before the first. */
export const Arrival = createContext<RefObject<string | null>>({ current: null });

/**
 * The heading of a page: it takes the focus when a link led there, so that the keyboard goes on from it and a screen reader says
 * where one is. The first page leaves the focus to the browser, and who went by a tab stays on it. `isForUs`: false where the
 * address is that of a page with a heading of its own further in.
 */
export function useArrival<E extends HTMLElement>(isForUs = true): RefObject<E | null> {
  const { pathname } = useLocation();
  const arrived = useContext(Arrival);
  const heading = useRef<E>(null);
  useEffect(() => {
    if (!isForUs || arrived.current === pathname) return;
    const isFirst = arrived.current === null;
    arrived.current = pathname;
    if (!isFirst && document.activeElement?.role !== 'tab') heading.current?.focus();
  }, [isForUs, pathname, arrived]);
  return heading;
}
