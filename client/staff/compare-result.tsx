import { type Lang, say } from '../../survey-forms/form.ts';
import { dayOf, formatDate, formatDecimal } from '../format.ts';
import { ChangedRulesNote } from '../public/changed-rules.tsx';
import type { Words } from '../words/words-of.ts';
import type { Compared } from './api.ts';
import { HeatChart } from './charts/chart.tsx';
import { type HeatRange, heatRange } from './charts/heat-step.ts';
import { GroupUnits } from './compare-groups.tsx';
import { CriteriaTable } from './compare-tables.tsx';
import { both, type Choice, type ComparedQuery, choiceOf, sideName } from './compare-view.ts';
import { UnitChangesTable } from './compare-years.tsx';
import { Figure } from './figure.tsx';
import { HeatKey } from './heat-key.tsx';
import { useLanguage } from './language.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';
import { PrintHead, PrintNote } from './print-frame.tsx';
import { isNegative, lengthOf, sizeOf } from './unit-page-view.ts';

interface CompareResultProps {
  readonly compared: Compared;
  readonly query: ComparedQuery;
  readonly choices: readonly Choice[];
  readonly at: Date | null;
}

/** The sentence, what to know, the picture, and the tables with the biggest difference first. */
export function CompareResult({ compared, query, choices, at }: CompareResultProps) {
  const { lang, words } = useLanguage();
  const { compare: text } = words.staff;
  const nameOf = (side: 'left' | 'right') =>
    sideName(query, side, { choices, words, lang, year: compared[side].year });
  const sides = { left: nameOf('left'), right: nameOf('right') };
  const choice = choiceOf(compared.right.campaign, choices);
  const unit = choice?.units.find(({ code }) => code === query.unit);
  const date = publishedWords(compared, words, lang);
  const tints = heatRange(
    compared.areas.flatMap(({ left, right }) => [lengthOf(left.share), lengthOf(right.share)]),
  );
  const hasShares = compared.areas.some(({ right }) => right.share !== null);
  const keys = compared.areas.map(({ rightCode, name }) => ({ code: rightCode, name }));
  return (
    <>
      <PrintHead
        place={choice ? say(choice.province.name, lang) : ''}
        title={text.printTitle}
        narrowed={printedSides(compared, query, choices, sides, lang)}
        at={at}
      />
      <p class="lead">
        {unit && <b>{say(unit.name, lang)}: </b>}
        {useLead(compared, {
          right: sides.right,
          // A unit has a name of its own; what a year or a group is called is a common word.
          left: query.kind === 'units' ? sides.left : uncapitalised(sides.left),
        })}
      </p>
      {compared.years && <ChangedRulesNote {...compared.years} lang={lang} />}
      <Figure
        title={text.figureTitle(sides.left, sides.right)}
        unit={text.figureUnit}
        n={useBase(compared)}
        source={text.source}
        date={date}
        table={<CriteriaTable compared={compared} rows={compared.areas} sides={sides} level="areas" />}
        lead={hasShares && <HeatKey range={tints} gaps={words.staff.province.heat.noShare} areas={keys} />}
      >
        {hasShares ? (
          <AreaPicture compared={compared} sides={sides} range={tints} />
        ) : (
          <p class="empty">{words.staff.unitDashboard.beside.noShares}</p>
        )}
      </Figure>
      <section class="block">
        <h2>{text.areas}</h2>
        <p class="small muted">{text.differenceHint}</p>
        <CriteriaTable compared={compared} rows={compared.areas} sides={sides} level="areas" />
      </section>
      <section class="block">
        <h2>{text.criteria}</h2>
        <CriteriaTable compared={compared} rows={compared.criteria} sides={sides} level="criteria" />
      </section>
      {query.kind === 'groups' && choice && <GroupUnits query={query} choice={choice} sides={sides} />}
      {compared.years && query.unit === undefined && (
        <UnitChangesTable compared={compared} years={compared.years} />
      )}
      <PrintNote>{text.method}</PrintNote>
    </>
  );
}

/** When each side was published, and in which revision. */
function publishedWords({ left, right }: Compared, words: Words, lang: Lang): string {
  const said = [left, right].map(({ year, revision, publishedAt }) =>
    words.staff.compare.published(year, formatDate(dayOf(publishedAt), lang), revision),
  );
  return [...new Set(said)].join('; ');
}

/** On paper the fields of the choice are not there: what is compared stands in the head. */
function printedSides(
  { right }: Compared,
  query: ComparedQuery,
  choices: readonly Choice[],
  sides: SideNames,
  lang: Lang,
): string {
  const choice = choiceOf(right.campaign, choices);
  const unit = choice?.units.find(({ code }) => code === query.unit);
  const within = query.kind === 'years' ? unit?.name : choice?.title;
  return [...(within ? [say(within, lang)] : []), both(sides.left, sides.right)].join(' · ');
}

const uncapitalised = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

export interface SideNames {
  readonly left: string;
  readonly right: string;
}

function useLead({ index, areas }: Compared, { left, right }: SideNames): string {
  const { lang, words } = useLanguage();
  const { compare: text } = words.staff;
  const { difference } = index;
  if (difference === null) return text.noIndex;
  const size = formatDecimal(sizeOf(difference), 2, lang);
  const lower = isNegative(difference);
  const said = /^-?[0.]+$/.test(difference)
    ? text.equal(right, left)
    : lower
      ? text.lower(right, left, size)
      : text.higher(right, left, size);
  // The area that did most to it.
  const most = areas.find(
    ({ worth }) => worth !== null && isNegative(worth) === lower && Number(worth) !== 0,
  );
  if (!most?.worth) return said;
  const [name, points] = [say(most.name, lang), formatDecimal(sizeOf(most.worth), 2, lang)];
  return `${said} ${lower ? text.mostLower(name, points) : text.mostHigher(name, points)}`;
}

/** Of how many units the means are. */
function useBase({ units }: Compared): string {
  const { words } = useLanguage();
  const { compare: text } = words.staff;
  if (units.left === 1 && units.right === 1) return '';
  return [...new Set([units.left, units.right])].map((count) => text.meanOf(count)).join(' · ');
}

interface AreaPictureProps {
  readonly compared: Compared;
  readonly sides: SideNames;
  readonly range: HeatRange;
}

function AreaPicture({ compared, sides, range }: AreaPictureProps) {
  const { lang, words } = useLanguage();
  const label = words.staff.compare.figureTitle(sides.left, sides.right);
  const what = {
    columns: compared.areas.map(({ rightCode }) => rightCode),
    rows: (['left', 'right'] as const).map((side) => ({
      label: sides[side],
      cells: compared.areas.map((area) => ({
        value: lengthOf(area[side].share),
        text: area[side].share === null ? '–' : formatDecimal(area[side].share, 0, lang),
      })),
    })),
    range,
  };
  return (
    <ScrollBox label={label}>
      <HeatChart what={what} label={label} />
    </ScrollBox>
  );
}
