import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { formatDecimal, formatInstant } from '../format.ts';
import {
  CAMPAIGNS,
  COMPARE_RATINGS,
  DOSSIER_FILES,
  openQuarterSurvey,
  PROCEDURES,
  ratingRulesScreen,
  ratingScreen,
  ratingYearScreen,
} from './addresses.ts';
import { answerOf, type RatingYears, ratings } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { RatingSurveysDialog } from './rating-surveys-dialog.tsx';
import { mayAny, useSession } from './session.ts';
import { useLoad } from './use-load.ts';
import './rating.css';

type Year = RatingYears[number];
type Line = Year['quarters'][number];

const QUARTERS = [1, 2, 3, 4] as const;

/** The ratings of procedure handling, year by year: where each quarter stands, and the ways to what feeds it. */
export function RatingsScreen() {
  const { words } = useLanguage();
  const session = useSession();
  const { ratings: text } = words.staff;
  const load = useLoad<RatingYears>('ratings', async () => (await answerOf(ratings.ratings.$get())).years);
  const quarters = load.data?.flatMap((year) => year.quarters).length ?? 0;
  const actions = (
    <>
      {mayAny(session, ['import-procedures']) && (
        <a class="button quiet" href={PROCEDURES}>
          {text.procedures.short}
        </a>
      )}
      {quarters > 1 && (
        <a class="button quiet" href={COMPARE_RATINGS}>
          {text.compare.open}
        </a>
      )}
      {mayAny(session, ['import-dossiers']) && (
        <a class="button" href={DOSSIER_FILES}>
          {text.files.short}
        </a>
      )}
    </>
  );
  return (
    <Screen title={text.title} actions={actions}>
      <p>{text.lead}</p>
      <Loaded load={load}>
        {(years) =>
          years.length === 0 ? (
            <NoYears />
          ) : (
            years.map((year) => <YearSection key={year.campaign} year={year} onChanged={load.reload} />)
          )
        }
      </Loaded>
    </Screen>
  );
}

/** Why there is nothing, and whose turn it is. */
function NoYears() {
  const { words } = useLanguage();
  const session = useSession();
  const { ratings: text } = words.staff;
  const creates = mayAny(session, ['create-campaign']);
  const officer = mayAny(session, ['enter-indicator']);
  return (
    <div class="empty">
      <p>{officer && !creates ? text.noneForUnit : text.none}</p>
      <p class="muted">{creates ? text.noneCreate : officer ? text.noneOwn : text.noneWait}</p>
      {creates && (
        <p>
          <a href={CAMPAIGNS}>{text.toCampaigns}</a>
        </p>
      )}
    </div>
  );
}

interface YearProps {
  readonly year: Year;
  onChanged(): void;
}

function YearSection({ year, onChanged }: YearProps) {
  const { lang, words } = useLanguage();
  const { ratings: text } = words.staff;
  const shown = QUARTERS.filter((quarter) => year.mayCreate || lineOf(year, quarter));
  return (
    <section class="block">
      <h2>{text.year(String(year.year))}</h2>
      <p class="muted">{say(year.title, lang)}</p>
      {shown.length === 0 ? (
        <p class="empty">{text.noneOpened}</p>
      ) : (
        <QuarterTable year={year} shown={shown} onChanged={onChanged} />
      )}
      {year.quarters.some(({ state }) => state === 'closed') && (
        <p class="after-table">
          <a href={ratingYearScreen(year.campaign)}>{text.wholeYear}</a>
        </p>
      )}
    </section>
  );
}

function QuarterTable({ year, shown, onChanged }: YearProps & { readonly shown: readonly number[] }) {
  const { words } = useLanguage();
  const { columns } = words.staff.ratings;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{columns.quarter}</th>
          <th scope="col" class="wide">
            {columns.state}
          </th>
          <th scope="col" class="wide">
            {columns.missing}
          </th>
          <th scope="col" class="n">
            {year.whole ? columns.mean : columns.own}
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map((quarter) => (
          <QuarterRow
            key={quarter}
            year={year}
            quarter={quarter}
            line={lineOf(year, quarter)}
            onChanged={onChanged}
          />
        ))}
      </tbody>
    </table>
  );
}

const lineOf = ({ quarters }: Year, quarter: number): Line | null =>
  quarters.find((one) => one.quarter === quarter) ?? null;

interface QuarterRowProps extends YearProps {
  readonly quarter: number;
  /** Null: not opened. */
  readonly line: Line | null;
}

function QuarterRow({ year, quarter, line, onChanged }: QuarterRowProps) {
  const { lang, words } = useLanguage();
  const { ratings: text } = words.staff;
  if (line === null)
    return (
      <tr>
        <th scope="row">
          {text.quarter(quarter)}
          <span class="narrow small muted">{text.notOpened}</span>
        </th>
        <td class="wide muted">{text.notOpened}</td>
        <td class="wide" />
        <td class="n">
          <OpenQuarter year={year} quarter={quarter} onOpened={onChanged} />
        </td>
      </tr>
    );
  const points = year.whole ? line.mean : line.own;
  const missing =
    line.state === 'closed' ? '' : line.missing === 0 ? text.nothingMissing : text.missingCount(line.missing);
  return (
    <tr>
      <th scope="row">
        <a href={ratingScreen(line.id)}>{text.quarter(quarter)}</a>
        <StandingOf line={line} />
        <span class="narrow small">{[text.states[line.state], missing].filter(Boolean).join(' · ')}</span>
      </th>
      <td class="wide">{text.states[line.state]}</td>
      <td class="wide">{missing}</td>
      <td class="n">
        {points === null ? <span class="muted">{words.common.noValue}</span> : formatDecimal(points, 2, lang)}
      </td>
    </tr>
  );
}

/** Who verified or closed it, and when. */
function StandingOf({ line }: { readonly line: Line }) {
  const { lang, words } = useLanguage();
  const { ratings: text } = words.staff;
  const { state, closedBy, closedAt, verifiedBy, verifiedAt } = line;
  const said =
    state === 'closed' && closedAt
      ? text.closedBy(closedBy ?? '', formatInstant(closedAt, lang))
      : state === 'verified' && verifiedAt
        ? text.verifiedBy(verifiedBy ?? '', formatInstant(verifiedAt, lang))
        : null;
  return said && <span class="under small muted">{said}</span>;
}

interface OpenQuarterProps {
  readonly year: Year;
  readonly quarter: number;
  onOpened(): void;
}

/** Opens the rating of a quarter, with the surveys whose answers count. */
function OpenQuarter({ year, quarter, onOpened }: OpenQuarterProps) {
  const { words } = useLanguage();
  const { ratings: text } = words.staff;
  const flash = useFlash();
  const [asking, setAsking] = useState(false);
  const opening = year.openings.find((one) => one.quarter === quarter);
  return (
    <>
      <button type="button" class="link-button" onClick={() => setAsking(true)}>
        {text.create.open(quarter)}
      </button>
      {asking && (
        <RatingSurveysDialog
          title={text.create.title(quarter, String(year.year))}
          lead={text.create.lead}
          note={opening?.rulesFrom && <TakenRules from={opening.rulesFrom} />}
          action={text.create.send}
          surveys={freeSurveys(year, opening?.forms ?? [])}
          newSurvey={openQuarterSurvey(year.campaign, quarter)}
          chosen={[]}
          onClose={() => setAsking(false)}
          onSend={async (surveys) => {
            await answerOf(ratings.ratings.$post({ json: { campaign: year.campaign, quarter, surveys } }));
            flash({ text: text.create.done(text.quarterYear(quarter, String(year.year))) });
            setAsking(false);
            onOpened();
          }}
        />
      )}
    </>
  );
}

interface TakenRulesProps {
  readonly from: NonNullable<Year['openings'][number]['rulesFrom']>;
}

/** That a new quarter is rated by other rules than the shipped ones, and where they are read. */
function TakenRules({ from }: TakenRulesProps) {
  const { words } = useLanguage();
  const { ratings: text } = words.staff;
  return (
    <p>
      {text.create.rulesFrom(text.quarterYear(from.quarter, String(from.year)))}{' '}
      <a href={ratingRulesScreen(from.id)}>{text.create.seeRules}</a>
    </p>
  );
}

/** Surveys by a form of the rules that no quarter counts yet: one counts in one quarter only. */
export function freeSurveys(
  { surveys, quarters }: Pick<Year, 'surveys' | 'quarters'>,
  forms: readonly string[],
): Year['surveys'] {
  const taken = new Set(quarters.flatMap((one) => one.surveys));
  return surveys.filter(({ id, form }) => forms.includes(form) && !taken.has(id));
}
