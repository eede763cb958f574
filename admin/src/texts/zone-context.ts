import { createContext, useCallback, useContext } from 'react';
import { momentOf } from './moment-of.ts';
import { useLanguage } from './texts-context.ts';

/** The zone of the enterprise whose pages these are; undefined elsewhere: the browser's own. */
export const ZoneContext = createContext<string | undefined>(undefined);

/** Tells a moment by the clocks of the enterprise, wherever who reads it sits. */
export function useMoment(): (iso: string) => string {
  const zone = useContext(ZoneContext);
  const { language } = useLanguage();
  return useCallback((iso) => momentOf(iso, language, zone), [language, zone]);
}
