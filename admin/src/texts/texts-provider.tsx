import { useEffect, useMemo, type PropsWithChildren } from 'react';
import { useLocalStorage } from '@mantine/hooks';
import { en } from './en.ts';
import { ru } from './ru.ts';
import { TextsContext, type Language } from './texts-context.ts';

const CATALOGUES = { ru, en };

/** The texts of the language that was chosen in this browser, Russian at first. */
export function TextsProvider({ children }: PropsWithChildren) {
  const [language, speak] = useLocalStorage<Language>({
    key: 'language',
    defaultValue: 'ru',
    getInitialValueInEffect: false,
    deserialize: (value) => (value?.includes('en') ? 'en' : 'ru'),
  });
  const texts = CATALOGUES[language];
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = texts.title;
  }, [language, texts]);
  const spoken = useMemo(() => ({ language, texts, speak }), [language, texts, speak]);
  return <TextsContext value={spoken}>{children}</TextsContext>;
}
