import { say } from '../../survey-forms/form.ts';
import { formatDecimal } from '../format.ts';
import { ChangedRulesNote } from '../public/changed-rules.tsx';
import type { Compared } from './api.ts';
import { HeatChart } from './charts/chart.tsx';
import { CriteriaTable } from './compare-tables.tsx';
import { type Choice, type ComparedQuery, choiceOf, sideName } from './compare-view.ts';
import { UnitChangesTable } from './compare-years.tsx';
import { Figure } from './figure.tsx';
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
  const date = [...new Set([compared.left.year, compared.right.year])].join(' – ');
  return (
    <>
      <PrintHead place={choice ? say(choice.province.name, lang) : ''} title={text.printTitle} at={at} />
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
      >
        <AreaPicture compared={compared} sides={sides} />
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
      {compared.years && query.unit === undefined && (
        <UnitChangesTable compared={compared} years={compared.years} />
      )}
      <PrintNote>{text.method}</PrintNote>
    </>
  );
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

function AreaPicture({ compared, sides }: { readonly compared: Compared; readonly sides: SideNames }) {
  const { lang, words } = useLanguage();
  const { compare: text, unitDashboard } = words.staff;
  const none = words.common.noValue;
  const label = text.figureTitle(sides.left, sides.right);
  if (!compared.areas.some(({ right }) => right.share !== null))
    return <p class="empty">{unitDashboard.beside.noShares}</p>;
  const what = {
    columns: compared.areas.map(({ rightCode }) => rightCode),
    rows: (['left', 'right'] as const).map((side) => ({
      label: sides[side],
      cells: compared.areas.map((area) => ({
        value: lengthOf(area[side].share),
        text: area[side].share === null ? none : formatDecimal(area[side].share, 0, lang),
      })),
    })),
    range: { min: 0, max: 100 },
  };
  return (
    <ScrollBox label={label}>
      <HeatChart what={what} label={label} />
    </ScrollBox>
  );
}
