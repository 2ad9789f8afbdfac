import { say } from '../../survey-forms/form.ts';
import { hundredfold } from '../decimal-text.ts';
import { formatCount, formatShare } from '../format.ts';
import { ThinBar } from '../public/figures.tsx';
import { useLanguage } from './language.tsx';
import { Fresh } from './parts/fresh.tsx';
import type { LiveTally } from './tally-view.ts';

/** One reading of a factor: hidden, empty and zero are three things (decision 9). */
interface Reading {
  readonly value: string | null;
  readonly withheld: boolean;
}

/** Sub-index of each factor, read both ways (domain §2), each with its N; the last row is the overall index. */
export function FactorTable({ view }: { readonly view: LiveTally }) {
  const { lang, words } = useLanguage();
  const { live } = words.staff;
  const share = ({ value, withheld }: Reading) =>
    withheld
      ? words.staff.results.withheld
      : value === null
        ? words.common.noValue
        : formatShare(value, lang);
  const { overall } = view;
  return (
    <section class="block">
      <h2>{words.staff.results.factorsTitle}</h2>
      <table class="factors">
        <caption>{live.factorsHint}</caption>
        <thead>
          <tr>
            <th scope="col">{live.factor}</th>
            <th scope="col">{live.pooled}</th>
            <th scope="col" class="n wide">
              {live.meanOfItems}
            </th>
            <th scope="col" class="n">
              {live.answers}
            </th>
          </tr>
        </thead>
        <tbody>
          {view.factors.map(({ key, title, pooled, meanOfItems, answers, withheld }) => (
            <tr key={key}>
              <th scope="row">
                {say(title, lang)}
                <span class="narrow small muted">
                  {live.meanOfItems} <Fresh text={share({ value: meanOfItems, withheld })} />
                </span>
              </th>
              <td>
                <Gauge value={pooled} text={share({ value: pooled, withheld })} />
              </td>
              <td class="n wide">
                <Fresh text={share({ value: meanOfItems, withheld })} />
              </td>
              <td class="n">
                <Fresh
                  text={answers === null ? words.staff.figure.withheldShort : formatCount(answers, lang)}
                />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{live.overall}</th>
            <td>
              <Gauge value={overall.pooled} text={share({ ...overall, value: overall.pooled })} />
            </td>
            <td class="n wide">
              <Fresh text={share({ ...overall, value: overall.meanOfItems })} />
            </td>
            <td class="n" />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

/** A share in [0;1] as figure and bar; what is not there has no bar, which is not one of length 0. */
function Gauge({ value, text }: { readonly value: string | null; readonly text: string }) {
  if (value === null) return <span class="muted">{text}</span>;
  return (
    <span class="gauge">
      <b>
        <Fresh text={text} />
      </b>
      <ThinBar percent={hundredfold(value)} />
    </span>
  );
}
