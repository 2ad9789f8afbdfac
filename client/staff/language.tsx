/** The language of the staff pages: Vietnamese, or what this browser was last told. */
import { type ComponentChildren, createContext } from 'preact';
import { useContext, useLayoutEffect, useState } from 'preact/hooks';
import type { Lang } from '../../survey-forms/form.ts';
import { type Words, wordsOf } from '../words/words-of.ts';

const KEPT_AS = 'language';

interface Language {
  readonly lang: Lang;
  readonly words: Words;
  choose(lang: Lang): void;
}

const LanguageContext = createContext<Language>({ lang: 'vi', words: wordsOf('vi'), choose: () => {} });

export const useLanguage = () => useContext(LanguageContext);

interface LanguageProviderProps {
  /** The language to begin with, where the page has an address in each; else the one chosen last. */
  readonly start?: Lang | undefined;
  readonly children: ComponentChildren;
}

export function LanguageProvider({ start, children }: LanguageProviderProps) {
  const [lang, setLang] = useState<Lang>(
    () => start ?? (localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'vi'),
  );
  useLayoutEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);
  const choose = (chosen: Lang) => {
    localStorage.setItem(KEPT_AS, chosen);
    setLang(chosen);
  };
  return (
    <LanguageContext.Provider value={{ lang, words: wordsOf(lang), choose }}>
      {children}
    </LanguageContext.Provider>
  );
}
