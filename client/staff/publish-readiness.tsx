import { say } from '../../survey-forms/form.ts';
import { formatDate } from '../format.ts';
import type { Words } from '../words/words-of.ts';
import { campaignPrintScreen, settingsScreen } from './addresses.ts';
import { AdjustedUnits } from './adjusted-units.tsx';
import type { Preview } from './api.ts';
import { StageDays } from './assessment-deadline.tsx';
import { useLanguage } from './language.tsx';
import { Lasting } from './lasting.tsx';

/** Units named one by one; the others are counted. */
const NAMED = 10;

interface ReadinessProps {
  readonly campaign: string;
  readonly preview: Preview;
}

/** What stands in the way of publication, what will show as missing, and what stands behind the figures. */
export function Readiness({ campaign, preview }: ReadinessProps) {
  const { lang, words } = useLanguage();
  const { publication: text } = words.staff;
  const { running, pending, unfinished, changesWaiting, units, print, standing, unchanged, notWhole } =
    preview;
  const blank = units.filter((unit) => unit.blank.length > 0);
  const unranked = units.filter((unit) => unit.unranked !== undefined).length;
  const lines = [
    ...running.map(({ title, acceptsUntil }) =>
      text.running(say(title, lang), formatDate(acceptsUntil, lang)),
    ),
    ...pending.map(({ criteria, acceptsUntil }) =>
      text.pending(listed(criteria, text.more), formatDate(acceptsUntil, lang)),
    ),
    ...(unfinished.length > 0 ? [text.unfinished(unfinished.length)] : []),
    ...(changesWaiting > 0 ? [text.changesWaiting(changesWaiting)] : []),
    ...(unranked > 0 ? [text.unranked(unranked)] : []),
    ...(print.different > 0 ? [text.printDifferent(print.different)] : []),
  ];
  const ready = lines.length === 0 && blank.length === 0 && notWhole.length === 0;
  return (
    <section class="block" aria-labelledby="readiness">
      <h2 id="readiness">{text.readyTitle}</h2>
      <StageDays deadlines={preview.deadlines} today={preview.today} />
      {standing && unchanged && <p class="note info block-s">{text.unchanged(standing.revision)}</p>}
      {ready ? (
        <p class="note good block-s">{text.ready}</p>
      ) : (
        <ul class="consequences">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
          {notWhole.length > 0 && (
            <li>
              {text.notWhole(notWhole.length)} <a href={settingsScreen(campaign)}>{text.toUnits}</a>
              <ul class="places small">
                {notWhole.slice(0, NAMED).map((unit) => (
                  <li key={unit.unit}>
                    {say(unit.name, lang)}: <Lasting unit={unit} />
                  </li>
                ))}
                {notWhole.length > NAMED && <li>{text.more(notWhole.length - NAMED)}</li>}
              </ul>
            </li>
          )}
          {blank.length > 0 && (
            <li>
              {text.blank(blank.length)}
              <ul class="places small">
                {blank.slice(0, NAMED).map((unit) => (
                  <li key={unit.unit}>{text.blankOf(say(unit.name, lang), listed(unit.blank, text.more))}</li>
                ))}
                {blank.length > NAMED && <li>{text.more(blank.length - NAMED)}</li>}
              </ul>
            </li>
          )}
        </ul>
      )}
      <p class="small block-s">
        <a href={campaignPrintScreen(campaign)}>{text.comparePrint}</a>
      </p>
      <AdjustedUnits preview={preview} />
      <AnswersBehind surveys={preview.surveys} text={text} />
    </section>
  );
}

/** The first of a list of codes, and how many more. */
const listed = (codes: readonly string[], more: (count: number) => string): string =>
  codes.length <= NAMED
    ? codes.join(', ')
    : `${codes.slice(0, NAMED).join(', ')} ${more(codes.length - NAMED)}`;

interface AnswersProps {
  readonly surveys: Preview['surveys'];
  readonly text: Words['staff']['publication'];
}

function AnswersBehind({ surveys, text }: AnswersProps) {
  const { lang } = useLanguage();
  if (surveys.length === 0) return null;
  return (
    <>
      <h3>{text.answersTitle}</h3>
      <ul class="places">
        {surveys.map(({ id, title, responses, groups }) => (
          <li key={id}>
            {text.answers(say(title, lang), responses)}
            {groups.length > 1 && (
              <span class="small muted">
                {' '}
                ({groups.map((one) => text.group(say(one.name, lang), one.responses)).join('; ')})
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
