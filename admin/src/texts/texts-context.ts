import { createContext, useContext } from 'react';
import { ru, type Texts } from './ru.ts';

export type Language = 'ru' | 'en';

export interface Spoken {
  readonly language: Language;
  readonly texts: Texts;
  readonly speak: (language: Language) => void;
}

export const TextsContext = createContext<Spoken>({ language: 'ru', texts: ru, speak: () => undefined });

export function useTexts(): Texts {
  return useContext(TextsContext).texts;
}

export function useLanguage(): Spoken {
  return useContext(TextsContext);
}
