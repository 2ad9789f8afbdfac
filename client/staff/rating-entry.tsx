import { useState } from 'preact/hooks';
import { formatInstant, formatShort } from '../format.ts';
import { documentOf, type Rating, type RatingEntry } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { RatingEntryForm } from './rating-entry-form.tsx';
import { RatingJudging } from './rating-judging.tsx';

export interface RatingEntryProps {
  readonly rating: Rating;
  readonly unit: string;
  readonly indicator: string;
  /** Undefined: nothing was entered. */
  readonly entry: RatingEntry | undefined;
  onChanged(): void;
}

/** What an agency entered for an indicator, what shows it, what the control office said to it, and what may be done. */
export function RatingEntryPanel(props: RatingEntryProps) {
  const { words } = useLanguage();
  const { entry: text } = words.staff.ratings;
  const { rating, unit, entry } = props;
  const [editing, setEditing] = useState(false);
  const flash = useFlash();
  const standing = entry?.standing ?? 'blank';
  const mayEnter = rating.mayEnter.includes(unit);
  const saved = () => {
    setEditing(false);
    flash({ text: text.saved(props.indicator) });
    props.onChanged();
  };
  return (
    <div class={`rating-entry small ${standing}`}>
      <p>
        <b>{text.state[standing]}</b>
        {entry && entry.standing !== 'blank' && <EntrySaid entry={entry} />}
      </p>
      {entry && <EntryTexts rating={rating.id} unit={unit} entry={entry} />}
      {editing ? (
        <RatingEntryForm {...props} onClose={() => setEditing(false)} onSaved={saved} />
      ) : (
        <div class="evidence-actions">
          {mayEnter && (
            <button type="button" class="button quiet" onClick={() => setEditing(true)}>
              {standing === 'blank' ? text.edit : text.change}
              <span class="visually-hidden"> {props.indicator}</span>
            </button>
          )}
          {rating.mayJudge && rating.state !== 'closed' && entry && standing !== 'blank' && (
            <RatingJudging {...props} entry={entry} of={props.indicator} />
          )}
        </div>
      )}
    </div>
  );
}

/** The points as they were entered, which count once they are accepted. */
export function EntrySaid({ entry }: { readonly entry: RatingEntry }) {
  const { lang, words } = useLanguage();
  const { ratings: text } = words.staff;
  const { state, points, writtenBy, writtenAt } = entry;
  const said =
    state === 'not-assessed' || points === null
      ? text.notAssessed
      : text.entry.pointsOf(formatShort(points, 2, lang));
  return (
    <>
      : {said} · <span class="muted">{text.entry.by(writtenBy, formatInstant(writtenAt, lang))}</span>
    </>
  );
}

interface EntryTextsProps {
  readonly rating: string;
  readonly unit: string;
  readonly entry: RatingEntry;
}

/** How it was counted, what shows it, and what the control office said to it. */
export function EntryTexts({ rating, unit, entry }: EntryTextsProps) {
  const { lang, words } = useLanguage();
  const { entry: text } = words.staff.ratings;
  const { note, evidence, standing, verdictNote, verifiedBy, verifiedAt } = entry;
  const verdict = verifiedAt === null ? null : formatInstant(verifiedAt, lang);
  return (
    <>
      {note !== null && <p>{note}</p>}
      {evidence && (
        <p>
          {text.evidence}:{' '}
          <a href={documentOf(rating, unit, evidence.id)} download>
            {evidence.title}
          </a>
        </p>
      )}
      {standing === 'verified' && verdict && (
        <p class="muted">{text.verifiedBy(verifiedBy ?? '', verdict)}</p>
      )}
      {standing === 'returned' && verdict && (
        <p>
          {text.returnedBy(verifiedBy ?? '', verdict)}: <b>{verdictNote}</b>
        </p>
      )}
    </>
  );
}
