/** The fields of a score as somebody types them; a switch of the language rewrites their numbers, or 53.539 would become another one. */
import { useState } from 'preact/hooks';
import { type AssessedCriterion, type Draft, draftOf, type Entry, readDraft } from './assessment-draft.ts';
import { useLanguage } from './language.tsx';

/** @param stored what the fields begin with */
export function useDraft(
  stored: Entry | undefined,
  criterion: AssessedCriterion,
): [Draft, (draft: Draft) => void] {
  const { lang } = useLanguage();
  const [state, setState] = useState(() => ({ lang, draft: draftOf(stored, criterion, lang) }));
  if (state.lang !== lang) {
    const { entry } = readDraft(state.draft, criterion, state.lang);
    const draft = draftOf(entry, criterion, lang);
    setState({ lang, draft });
    return [draft, (next) => setState({ lang, draft: next })];
  }
  return [state.draft, (draft) => setState({ lang, draft })];
}
