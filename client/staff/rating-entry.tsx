import { useState } from 'preact/hooks';
import { formatInstant, formatShort } from '../format.ts';
import { answerOf, documentOf, type Rating, type RatingEntry, ratingEntries } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { RatingEntryForm } from './rating-entry-form.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { useSend } from './use-send.ts';

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
          {rating.mayJudge && entry?.standing === 'written' && <Judging {...props} entry={entry} />}
        </div>
      )}
    </div>
  );
}

/** The points as they were entered, which count once they are accepted. */
function EntrySaid({ entry }: { readonly entry: RatingEntry }) {
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

function EntryTexts({ rating, unit, entry }: EntryTextsProps) {
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

type JudgingProps = RatingEntryProps & { readonly entry: RatingEntry };

/** The control office accepts an entry, or gives it back with a note. */
function Judging({ rating, unit, indicator, entry, onChanged }: JudgingProps) {
  const { words } = useLanguage();
  const { entry: text } = words.staff.ratings;
  const flash = useFlash();
  const [asking, setAsking] = useState(false);
  const { busy, trouble, run } = useSend();
  const judge = (verdict: { accepted: boolean; note?: string }) =>
    answerOf(
      ratingEntries.ratings[':rating'].units[':unit'].indicators[':indicator'].verdict.$put({
        param: { rating: rating.id, unit, indicator },
        json: { ...verdict, seen: entry.revision },
      }),
    );
  const accept = () =>
    run(async () => {
      await judge({ accepted: true });
      flash({ text: text.accepted(indicator) });
      onChanged();
    });
  return (
    <>
      <button type="button" class="button quiet" disabled={busy} onClick={() => void accept()}>
        {text.accept}
        <span class="visually-hidden"> {indicator}</span>
      </button>
      <button type="button" class="link-button" disabled={busy} onClick={() => setAsking(true)}>
        {text.giveBack}
        <span class="visually-hidden"> {indicator}</span>
      </button>
      <TroubleNotice trouble={trouble} />
      {asking && (
        <ReasonDialog
          title={text.giveBackTitle(indicator)}
          lead={text.giveBackLead}
          action={text.giveBack}
          field="note"
          onClose={() => setAsking(false)}
          onSend={async (note) => {
            await judge({ accepted: false, note });
            flash({ text: text.givenBack(indicator) });
            onChanged();
          }}
        />
      )}
    </>
  );
}
