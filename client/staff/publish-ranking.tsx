import { say } from '../../survey-forms/form.ts';
import { formatDecimal, formatShort } from '../format.ts';
import { ThinBar } from '../public/figures.tsx';
import { groupTitle } from '../public/published-view.ts';
import type { Preview } from './api.ts';
import { useLanguage } from './language.tsx';

type Unit = Preview['units'][number];

/** The ranking as it would be published, a table a group where groups are ranked by themselves (domain §4). */
export function PreviewRanking({ preview }: { readonly preview: Preview }) {
  const { lang, words } = useLanguage();
  const { campaign: text, publication } = words.staff;
  const { units, meanIndex, ranking } = preview;
  if (units.length === 0) return <p class="empty">{text.noUnits}</p>;
  const withIndex = units.filter((unit) => unit.index !== null).length;
  const groups = ranking === 'groups' ? [...new Set(units.map(({ group }) => group))] : [null];
  return (
    <>
      <p class="lead">
        {meanIndex === null
          ? text.previewNone(units.length)
          : text.previewLead(withIndex, units.length, formatDecimal(meanIndex, 2, lang))}{' '}
        {withIndex > 0 &&
          publication.classes(
            preview.classes
              .map(({ name, units: count }) => publication.classCount(say(name, lang), count))
              .join(', '),
          )}
      </p>
      {groups.map((group) => (
        <RankedUnits
          key={group}
          group={group}
          units={ranking === 'groups' ? units.filter((unit) => unit.group === group) : units}
        />
      ))}
    </>
  );
}

interface RankedUnitsProps {
  readonly group: string | null;
  readonly units: readonly Unit[];
}

function RankedUnits({ group, units }: RankedUnitsProps) {
  const { lang, words } = useLanguage();
  const { campaign: text } = words.staff;
  return (
    <table class="ranking">
      <caption>
        {groupTitle({ group, units }, lang)} · {words.common.units(units.length)}
      </caption>
      <thead>
        <tr>
          <th scope="col" class="n">
            {text.rank}
          </th>
          <th scope="col">{text.unit}</th>
          <th scope="col">{text.index}</th>
          <th scope="col" class="n wide">
            {words.results.pointsScale}
          </th>
          <th scope="col" class="wide">
            {text.class}
          </th>
        </tr>
      </thead>
      <tbody>
        {units.map((unit) => (
          <RankedUnit key={unit.unit} unit={unit} />
        ))}
      </tbody>
    </table>
  );
}

/** A unit whose leaves are not all decided has no index, which is not 0 (decision 9). */
function RankedUnit({ unit }: { readonly unit: Unit }) {
  const { lang, words } = useLanguage();
  const none = () => <span class="muted">{words.common.noValue}</span>;
  const earned = () => (unit.class ? <span class="tag mid">{say(unit.class, lang)}</span> : none());
  const ofScale =
    unit.points !== null && unit.scale !== null
      ? ([formatDecimal(unit.points, 2, lang), formatShort(unit.scale, 2, lang)] as const)
      : null;
  return (
    <tr>
      <td class="n">{unit.rank ?? '–'}</td>
      <th scope="row">
        {say(unit.name, lang)}
        {unit.unranked && <span class="under small">{words.results.unranked[unit.unranked]}</span>}
        <span class="narrow small muted">
          {unit.class && earned()} {ofScale && words.common.points(...ofScale)}
        </span>
      </th>
      <td>
        {unit.index === null ? (
          none()
        ) : (
          <span class="gauge">
            <b>{formatDecimal(unit.index, 2, lang)}</b>
            <ThinBar percent={unit.index} />
          </span>
        )}
      </td>
      <td class="n wide">{ofScale ? ofScale.join('/') : none()}</td>
      <td class="wide">{earned()}</td>
    </tr>
  );
}
