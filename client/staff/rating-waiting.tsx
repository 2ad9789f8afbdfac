import { say } from '../../survey-forms/form.ts';
import { ratingUnitScreen } from './addresses.ts';
import type { Rating, RatingEntry } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { EntrySaid, EntryTexts } from './rating-entry.tsx';
import { judgeEntry, RatingJudging } from './rating-judging.tsx';
import { useSend } from './use-send.ts';

interface RatingWaitingProps {
  readonly rating: Rating;
  onChanged(): void;
}

/** What agencies entered and nobody has judged, agency by agency: accepted one by one, or all of an agency as they stand. */
export function RatingWaiting({ rating, onChanged }: RatingWaitingProps) {
  const { words } = useLanguage();
  const { entry: text } = words.staff.ratings;
  const waiting = rating.entries.filter(({ standing }) => standing === 'written');
  if (!rating.mayJudge || rating.state === 'closed' || waiting.length === 0) return null;
  const units = rating.result.units.filter(({ unit }) => waiting.some((one) => one.unit === unit));
  return (
    <section class="block">
      <h2>{text.waits}</h2>
      <p class="muted">{text.waitsLead(waiting.length, units.length)}</p>
      {units.map((unit) => (
        <WaitingAgency
          key={unit.unit}
          rating={rating}
          unit={unit}
          entries={waiting.filter((one) => one.unit === unit.unit)}
          onChanged={onChanged}
        />
      ))}
    </section>
  );
}

interface WaitingAgencyProps extends RatingWaitingProps {
  readonly unit: Rating['result']['units'][number];
  readonly entries: readonly RatingEntry[];
}

function WaitingAgency({ rating, unit, entries, onChanged }: WaitingAgencyProps) {
  const { lang, words } = useLanguage();
  const { indicator: indicatorWord } = words.staff.ratings;
  const name = say(unit.name, lang);
  const nameOf = (code: string) => rating.indicators.find((one) => one.code === code)?.name ?? { vi: '' };
  return (
    <>
      <h3>
        <a href={ratingUnitScreen(rating.id, unit.unit)}>{name}</a>
      </h3>
      {entries.map((entry) => (
        <div key={entry.indicator} class="rating-entry small written">
          <p>
            <b>
              {indicatorWord} {entry.indicator}
            </b>{' '}
            {say(nameOf(entry.indicator), lang)}
            <EntrySaid entry={entry} />
          </p>
          <EntryTexts rating={rating.id} unit={unit.unit} entry={entry} />
          <div class="evidence-actions">
            <RatingJudging
              rating={rating}
              entry={entry}
              of={`${entry.indicator}, ${name}`}
              onChanged={onChanged}
            />
          </div>
        </div>
      ))}
      {entries.length > 1 && (
        <AcceptAll rating={rating} name={name} entries={entries} onChanged={onChanged} />
      )}
    </>
  );
}

interface AcceptAllProps extends RatingWaitingProps {
  readonly name: string;
  readonly entries: readonly RatingEntry[];
}

/** One after the other, each over the revision that is shown; where one fails, those before it are accepted. */
function AcceptAll({ rating, name, entries, onChanged }: AcceptAllProps) {
  const { words } = useLanguage();
  const { entry: text } = words.staff.ratings;
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const codes = entries.map(({ indicator }) => indicator).join(', ');
  const accept = () =>
    run(async () => {
      try {
        for (const entry of entries) await judgeEntry(rating.id, entry, { accepted: true });
        flash({ text: text.acceptedAll(codes, name) });
      } finally {
        onChanged();
      }
    });
  return (
    <>
      <button type="button" class="button quiet" disabled={busy} onClick={() => void accept()}>
        {text.acceptAll(codes)}
        <span class="visually-hidden">, {name}</span>
      </button>
      <TroubleNotice trouble={trouble} />
    </>
  );
}
