import { say } from '../../survey-forms/form.ts';
import { RATINGS } from './addresses.ts';
import { answerOf, type Rating, type RatingYears, ratings } from './api.ts';
import { useLanguage } from './language.tsx';
import { Field } from './parts/field.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Notice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { PrintHead } from './print-frame.tsx';
import { RatingCompareResult } from './rating-compare-result.tsx';
import { RatingMethod } from './rating-method.tsx';
import { Print } from './rating-screen.tsx';
import { type FilterValues, useFilters } from './use-filters.ts';
import { useLoad } from './use-load.ts';
import './rating.css';
import './unit-page.css';

const FILTERS = { earlier: 'trai', later: 'phai' } as const;

/** A quarter that may be compared, with its year. */
export interface QuarterChoice {
  readonly id: string;
  readonly quarter: number;
  readonly year: number;
  readonly province: string;
  readonly title: RatingYears[number]['title'];
}

/** Every opened quarter, the latest first. */
export const quarterChoices = (years: RatingYears): QuarterChoice[] =>
  years.flatMap(({ year, title, province, quarters }) =>
    quarters.map(({ id, quarter }) => ({ id, quarter, year, province, title })),
  );

const inTime = (a: QuarterChoice, b: QuarterChoice) => a.year - b.year || a.quarter - b.quarter;

/** What is compared: what the address says, else the latest quarter with the one before it in the same province. */
export function comparedQuarters(
  choices: readonly QuarterChoice[],
  asked: FilterValues<keyof typeof FILTERS>,
): { readonly earlier: string; readonly later: string } {
  const latest = choices.toSorted(inTime).at(-1);
  const later = choices.find(({ id }) => id === asked.later) ?? latest;
  const others = choices.filter(({ id, province }) => id !== later?.id && province === later?.province);
  const before = others.filter((one) => later !== undefined && inTime(one, later) < 0).toSorted(inTime);
  const earlier = before.at(-1) ?? others[0];
  return { earlier: asked.earlier || (earlier?.id ?? ''), later: asked.later || (later?.id ?? '') };
}

/** Two quarters side by side; which ones stands in the address. */
export function RatingCompareScreen() {
  const { words } = useLanguage();
  const { ratings: text } = words.staff;
  const load = useLoad<RatingYears>('ratings', async () => (await answerOf(ratings.ratings.$get())).years);
  return (
    <Screen title={text.compare.title} over={{ title: text.title, href: RATINGS }} actions={<Print />}>
      <Loaded load={load}>
        {(years) => {
          const choices = quarterChoices(years);
          return choices.length < 2 ? (
            <p class="empty">
              {text.compare.two} <a href={RATINGS}>{text.files.toRatings}</a>
            </p>
          ) : (
            <Chosen choices={choices} />
          );
        }}
      </Loaded>
    </Screen>
  );
}

function Chosen({ choices }: { readonly choices: readonly QuarterChoice[] }) {
  const { words } = useLanguage();
  const { compare: text } = words.staff.ratings;
  const filters = useFilters(FILTERS);
  const { earlier, later } = comparedQuarters(choices, filters.values);
  return (
    <>
      <p>{text.lead}</p>
      <div class="compare-fields">
        <Side
          label={text.earlier}
          value={earlier}
          choices={choices}
          choose={(id) => filters.set({ earlier: id, later })}
        />
        <Side
          label={text.later}
          value={later}
          choices={choices}
          choose={(id) => filters.set({ earlier, later: id })}
        />
      </div>
      {earlier === later ? (
        <p class="empty">{text.same}</p>
      ) : (
        <Compared key={`${earlier} ${later}`} earlier={earlier} later={later} />
      )}
    </>
  );
}

interface SideProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly QuarterChoice[];
  choose(id: string): void;
}

function Side({ label, value, choices, choose }: SideProps) {
  const { lang, words } = useLanguage();
  const { ratings: text } = words.staff;
  return (
    <Field label={label}>
      {(control) => (
        <select {...control} value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
          {choices.map(({ id, quarter, year, title }) => (
            <option key={id} value={id}>
              {text.quarterYear(quarter, String(year))} · {say(title, lang)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

const ask = (rating: string): Promise<Rating> =>
  answerOf(ratings.ratings[':rating'].$get({ param: { rating } }));

function Compared({ earlier, later }: { readonly earlier: string; readonly later: string }) {
  const { lang, words } = useLanguage();
  const { ratings: text } = words.staff;
  const load = useLoad(`${earlier} ${later}`, () => Promise.all([ask(earlier), ask(later)]));
  const titleOf = ({ quarter, year }: Rating) => text.quarterYear(quarter, String(year));
  return (
    <Loaded load={load}>
      {([before, after]) => (
        <>
          <PrintHead
            place={say(after.title, lang)}
            title={`${text.compare.title}: ${titleOf(before)}, ${titleOf(after)}`}
            at={load.at}
          />
          {[before, after].some(({ state }) => state !== 'closed') && (
            <Notice kind="info">
              <p>{text.compare.openNote}</p>
            </Notice>
          )}
          <RatingCompareResult
            earlier={{ title: titleOf(before), result: before.result }}
            later={{ title: titleOf(after), result: after.result }}
            names={Object.fromEntries(after.indicators.map(({ code, name }) => [code, name]))}
          />
          <RatingMethod rules={null} />
        </>
      )}
    </Loaded>
  );
}
