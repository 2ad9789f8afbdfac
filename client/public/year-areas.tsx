import type { YearsView } from '../../server/years-view.ts';
import { type Lang, say, type Text } from '../../survey-forms/form.ts';
import { wordsOf } from '../words/words-of.ts';
import { both, ChangeCell, percentOr, YearsHead } from './year-figures.tsx';

interface AreaLine {
  readonly code: string;
  readonly name: Text;
  readonly earlier: string | null;
  readonly later: string | null;
  readonly change: string | null;
  readonly otherMax: boolean;
}

interface YearAreasProps {
  readonly years: YearsView;
  readonly lang: Lang;
}

/** Areas of both frameworks: of the unit that is told in detail, else means over the units of both years. */
export function YearAreas({ years, lang }: YearAreasProps) {
  const { areas: text } = wordsOf(lang).staff.years;
  const { detail } = years;
  const lines: AreaLine[] = detail
    ? detail.areas.map((area) => ({ ...area, code: area.laterCode }))
    : years.areas.map(({ rightCode, name, left, right, difference, otherMax }) => ({
        ...{ code: rightCode, name, earlier: left.share, later: right.share, otherMax },
        change: difference,
      }));
  const shown = lines.filter(({ earlier, later }) => earlier !== null || later !== null);
  const units = years.means.find(({ of }) => of === 'common')?.units.later ?? 0;
  return (
    <section class="block" id="linh-vuc">
      <h2>{text.title}</h2>
      {shown.length === 0 ? (
        <p class="empty">{text.none}</p>
      ) : (
        <>
          <p class="small muted">{detail ? text.ofUnit : text.of(units)}</p>
          <AreaTable lines={shown} years={years} lang={lang} />
        </>
      )}
    </section>
  );
}

function AreaTable({ lines, years, lang }: YearAreasProps & { readonly lines: readonly AreaLine[] }) {
  const { areas: text } = wordsOf(lang).staff.years;
  return (
    <table>
      <YearsHead first={text.area} years={years} lang={lang} wide />
      <tbody>
        {lines.map(({ code, name, earlier, later, change, otherMax }) => (
          <tr key={code}>
            <th scope="row">
              {code}. {say(name, lang)}
              {otherMax && <span class="under small muted">{text.otherMax}</span>}
              <span class="narrow small muted">{both(percentOr(earlier, lang), percentOr(later, lang))}</span>
            </th>
            <td class="n wide">{percentOr(earlier, lang)}</td>
            <td class="n wide">{percentOr(later, lang)}</td>
            <ChangeCell change={change} lang={lang} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
