import { timeOf } from '../format.ts';
import type { SaveState } from './assessment-autosave.ts';
import { useLanguage } from './language.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { type Trouble, troubleWords } from './trouble.ts';

interface SaveLineProps {
  readonly state: SaveState;
  /** What was typed is no score: only what stands beside it was saved. */
  readonly faulty?: boolean | undefined;
  /** Somebody else was quicker: takes his score, or writes one's own over it. */
  onSettle(theirs: boolean): Promise<void>;
}

/** How far a field is with saving, and what to do where somebody else was quicker. */
export function SaveLine({ state, faulty = false, onSettle }: SaveLineProps) {
  const { words } = useLanguage();
  const { assessment: text } = words.staff;
  if (state.is === 'refused') {
    if (state.trouble.code === 'changed-meanwhile')
      return <Conflict trouble={state.trouble} onSettle={onSettle} />;
    // The sentences say of what they are: the path of the place is nothing to read.
    return <TroubleNotice trouble={state.trouble} focus={false} named={false} />;
  }
  if (state.is === 'failed')
    return (
      <p class="save-line warn-line small">
        {text.notSavedYet}: {troubleWords(state.trouble, words).title}. {text.retries}
      </p>
    );
  if (faulty && state.is === 'saved')
    return <p class="save-line warn-line small">{text.savedWithoutScore(timeOf(state.at))}</p>;
  const said = state.is === 'saved' ? text.savedAt(timeOf(state.at)) : state.is === 'rest' ? '' : text.saving;
  return <p class="save-line small muted">{said}</p>;
}

interface ConflictProps {
  readonly trouble: Trouble;
  onSettle(theirs: boolean): Promise<void>;
}

function Conflict({ trouble, onSettle }: ConflictProps) {
  const { words } = useLanguage();
  const { assessment: text } = words.staff;
  return (
    <div class="note warn" role="alert">
      <p>
        <strong>{text.quicker}</strong> {trouble.places.map(({ sentence }) => sentence).join(' ')}
      </p>
      <p class="row-actions">
        <button type="button" class="link-button" onClick={() => void onSettle(true)}>
          {text.takeTheirs}
        </button>
        <button type="button" class="link-button" onClick={() => void onSettle(false)}>
          {text.keepMine}
        </button>
      </p>
    </div>
  );
}
