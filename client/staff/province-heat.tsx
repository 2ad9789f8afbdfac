import { type Lang, say } from '../../survey-forms/form.ts';
import { compareText } from '../decimal-text.ts';
import { formatDecimal } from '../format.ts';
import { provinceUnitScreen } from './addresses.ts';
import type { OverviewResult } from './api.ts';
import { HeatChart } from './charts/chart.tsx';
import type { HeatCell, HeatDrawing } from './charts/draw-heat.ts';
import { heatRange } from './charts/heat-step.ts';
import { Figure } from './figure.tsx';
import { HeatKey } from './heat-key.tsx';
import { useLanguage } from './language.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';
import { useOrigin } from './province-figures.tsx';
import { UNITS_BY_AREA } from './province-names.ts';
import type { ResultProps } from './province-result.tsx';

/** More rows than this no eye compares, and no canvas holds: the picture then shows the lowest. */
const MOST_ROWS = 60;

type UnitLine = OverviewResult['units'][number];
type Cell = UnitLine['areas'][number];

/** What stands in a cell: the share without decimals, "–" for not assessed, "…" for not there yet. */
export function cellText({ share, state }: Pick<Cell, 'share' | 'state'>, lang: Lang): string {
  if (share !== null) return formatDecimal(share, 0, lang);
  return state === 'not-assessed' ? '–' : '…';
}

/** The picture of areas × units. @param units the rows, in order */
export function heatDrawing(
  { areas }: OverviewResult,
  units: readonly UnitLine[],
  hrefOf: (unit: string) => string,
  lang: Lang,
): HeatDrawing {
  const cellOf = (unit: UnitLine, code: string): HeatCell => {
    const cell = unit.areas.find(({ area }) => area === code);
    const href = hrefOf(unit.unit);
    if (!cell) return { value: null, text: '–', href };
    return { value: cell.share === null ? null : Number(cell.share), text: cellText(cell, lang), href };
  };
  const shares = units.flatMap((unit) =>
    unit.areas.map(({ share }) => (share === null ? null : Number(share))),
  );
  return {
    columns: areas.map(({ code }) => code),
    rows: units.map((unit) => ({
      label: say(unit.name, lang),
      cells: areas.map(({ code }) => cellOf(unit, code)),
    })),
    range: heatRange(shares),
  };
}

/** How much of each area every unit reached. */
export function HeatFigure(props: ResultProps) {
  const { lang, words } = useLanguage();
  const { heat: text } = words.staff.province;
  const { campaign, result } = props;
  const shown = result.units.length > MOST_ROWS ? lowestOf(result.units) : result.units;
  const what = heatDrawing(result, shown, (unit) => provinceUnitScreen(campaign.id, unit), lang);
  return (
    <Figure
      {...useOrigin(props)}
      title={text.title}
      unit={text.unit}
      n={words.common.units(result.units.length)}
      id={UNITS_BY_AREA}
      long
      table={<HeatTable {...props} />}
      lead={
        <>
          <HeatKey range={what.range} gaps={text.gaps} areas={result.areas} />
          {shown.length < result.units.length && (
            <p class="small muted">{text.some(shown.length, result.units.length)}</p>
          )}
        </>
      }
    >
      <ScrollBox label={text.title}>
        <HeatChart what={what} label={text.label(shown.length, result.areas.length)} />
      </ScrollBox>
    </Figure>
  );
}

const lowestOf = (units: readonly UnitLine[]) =>
  units
    .filter(({ index }) => index !== null)
    .toSorted((a, b) => compareText(a.index ?? '0', b.index ?? '0'))
    .slice(0, MOST_ROWS);

function HeatTable({ campaign, result }: ResultProps) {
  const { lang, words } = useLanguage();
  const { heat: text, ranking } = words.staff.province;
  const { common } = words;
  const stateOf = ({ share, state }: Cell) => {
    if (share !== null) return formatDecimal(share, 1, lang);
    return (
      <span class="state striped">{state === 'not-assessed' ? common.notAssessed : common.noValue}</span>
    );
  };
  return (
    <ScrollBox label={text.title}>
      <table class="heat-table">
        <thead>
          <tr>
            <th scope="col">{ranking.unit}</th>
            {result.areas.map(({ code, name }) => (
              <th key={code} scope="col" class="n">
                {code}. {say(name, lang)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {result.units.map((unit) => (
            <tr key={unit.unit}>
              <th scope="row">
                <a href={provinceUnitScreen(campaign.id, unit.unit)}>{say(unit.name, lang)}</a>
              </th>
              {unit.areas.map((cell) => (
                <td key={cell.area} class="n">
                  {stateOf(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
