import { useState } from 'preact/hooks';
import { answerOf, type RatingEntry, ratingEntries } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { useSend } from './use-send.ts';

/** Sends the control office's verdict on what it saw of an entry. */
export const judgeEntry = (
  rating: string,
  { unit, indicator, revision: seen }: RatingEntry,
  verdict: { readonly accepted: boolean; readonly note?: string },
) =>
  answerOf(
    ratingEntries.ratings[':rating'].units[':unit'].indicators[':indicator'].verdict.$put({
      param: { rating, unit, indicator },
      json: { ...verdict, seen },
    }),
  );

interface RatingJudgingProps {
  readonly rating: { readonly id: string };
  readonly entry: RatingEntry;
  /** What is judged, read out behind the buttons. */
  readonly of: string;
  onChanged(): void;
}

/**
 * The control office accepts an entry, or gives it back with a note. A verdict is no end: as long as the quarter is not
 * closed, what was accepted may be given back, and what was given back accepted.
 */
export function RatingJudging({ rating, entry, of, onChanged }: RatingJudgingProps) {
  const { words } = useLanguage();
  const { entry: text } = words.staff.ratings;
  const flash = useFlash();
  const [asking, setAsking] = useState(false);
  const { busy, trouble, run } = useSend();
  const { indicator, standing } = entry;
  const accept = () =>
    run(async () => {
      await judgeEntry(rating.id, entry, { accepted: true });
      flash({ text: text.accepted(indicator) });
      onChanged();
    });
  return (
    <>
      {standing !== 'verified' && (
        <button type="button" class="button quiet" disabled={busy} onClick={() => void accept()}>
          {text.accept}
          <span class="visually-hidden"> {of}</span>
        </button>
      )}
      {standing !== 'returned' && (
        <button type="button" class="link-button" disabled={busy} onClick={() => setAsking(true)}>
          {text.giveBack}
          <span class="visually-hidden"> {of}</span>
        </button>
      )}
      <TroubleNotice trouble={trouble} />
      {asking && (
        <ReasonDialog
          title={text.giveBackTitle(indicator)}
          lead={text.giveBackLead}
          hint={text.giveBackHint}
          action={text.giveBack}
          field="note"
          onClose={() => setAsking(false)}
          onSend={async (note) => {
            await judgeEntry(rating.id, entry, { accepted: false, note });
            flash({ text: text.givenBack(indicator) });
            onChanged();
          }}
        />
      )}
    </>
  );
}
