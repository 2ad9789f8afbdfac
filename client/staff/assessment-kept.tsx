/** What an officer typed and the server has not taken: back in its fields, or told where the stage is over. */
import { useState } from 'preact/hooks';
import type { Keeping } from './assessment-autosave.ts';
import type { AssessedCriterion, Entry } from './assessment-draft.ts';
import { draftOf } from './assessment-draft.ts';
import { useInputNames } from './assessment-fields.tsx';
import { dropChanges, keepChanges, keptAt, type ScorePlace, scoreKept } from './kept-changes.ts';
import { useLanguage } from './language.tsx';

/** Refusals of whatever is typed, not of this score. */
export const LOCKED: readonly string[] = ['deadline-passed', 'assessment-locked'];

interface KeptScore<T> {
  /** From an earlier visit; it goes to the server on the revision it was typed over, which tells a conflict as ever. */
  readonly kept: T | null;
  /** The revision the fields stand on. */
  readonly seen: { current: number };
  readonly keeping: Keeping<T>;
}

/** Read once, as the editor opens. @param name of `kept-changes.ts` */
export function useKeptScore<T>(name: string, revision: number): KeptScore<T> {
  const [score] = useState((): KeptScore<T> => {
    const found = keptAt<T>(name);
    const seen = { current: found?.revision ?? revision };
    return {
      kept: found?.changes ?? null,
      seen,
      keeping: {
        keep: (value) => keepChanges(name, seen.current, value),
        drop: () => dropChanges(name),
      },
    };
  });
  return score;
}

interface KeptAsideProps {
  readonly place: Omit<ScorePlace, 'stage'>;
  readonly criterion: AssessedCriterion;
  /** The stage whose fields are open: they show their own. */
  readonly writes: string | null;
}

/** The stage was closed before everything typed was saved: it stands here to be copied, or put away. */
export function KeptAside({ place, criterion, writes }: KeptAsideProps) {
  const stages = (['self', 'explanation'] as const).filter((stage) => stage !== writes);
  return (
    <>
      {stages.map((stage) => (
        <KeptEntry key={stage} name={scoreKept({ ...place, stage })} criterion={criterion} />
      ))}
    </>
  );
}

function KeptEntry({ name, criterion }: { readonly name: string; readonly criterion: AssessedCriterion }) {
  const { lang, words } = useLanguage();
  const { assessment: text, kept } = words.staff;
  const nameOf = useInputNames(criterion);
  const [entry, setEntry] = useState(() => keptAt<Entry>(name)?.changes ?? null);
  if (!entry) return null;
  const { values, points, note } = draftOf(entry, criterion, lang);
  const numbers = Object.entries(values).map(([input, value]) => `${nameOf(input)}: ${value}`);
  return (
    <div class="note warn">
      <p>{text.keptAside}</p>
      <p class="said">
        {[...numbers, ...(points === '' ? [] : [`${text.points}: ${points}`]), note]
          .filter(Boolean)
          .join('\n')}
      </p>
      <button
        type="button"
        class="button quiet"
        onClick={() => {
          dropChanges(name);
          setEntry(null);
        }}
      >
        {kept.drop}
      </button>
    </div>
  );
}
