import { useState } from 'preact/hooks';
import { type Lang, say } from '../../survey-forms/form.ts';
import { compareText } from '../decimal-text.ts';
import { formatDecimal, formatShort, formatUnrounded } from '../format.ts';
import type { UnitPage } from './api.ts';
import { useLanguage } from './language.tsx';
import { nodeAnchor, roundedUp } from './unit-page-view.ts';

const FIRST_ROWS = 8;

type Better = UnitPage['next']['better'][number];

/** What each better class takes, and the criteria that could yield it. */
export function NextClassSection({ page }: { readonly page: UnitPage }) {
  const { lang, words } = useLanguage();
  const { next: text } = words.staff.unitDashboard;
  const { next } = page;
  const { heldDown } = next;
  return (
    <section class="block" id="len-loai">
      <h2>{text.title}</h2>
      {next.earned === null && <p class="empty">{text.noIndex(next.blank.join(', '))}</p>}
      {next.earned !== null && next.better.length === 0 && <p>{text.top}</p>}
      {heldDown && (
        <p class="note warn">
          {text.held(
            say(heldDown.heldAt, lang),
            heldDown.reaching,
            heldDown.units,
            say(heldDown.reached, lang),
            heldDown.missing,
          )}
        </p>
      )}
      {next.better.length > 0 && (
        <>
          <ul class="rows">
            {next.better.map((better) => (
              <BetterRow key={better.name.vi} better={better} page={page} />
            ))}
          </ul>
          <p class="small muted">{text.roundedUp}</p>
          {next.recoverable.length > 0 ? (
            <RecoverableTable page={page} />
          ) : (
            <p class="small muted">{text.noMaxima}</p>
          )}
        </>
      )}
    </section>
  );
}

function BetterRow({ better, page }: { readonly better: Better; readonly page: UnitPage }) {
  const { lang, words } = useLanguage();
  const { next: text } = words.staff.unitDashboard;
  const { fewest } = better;
  return (
    <li>
      <p>
        <b>{text.need(formatDecimal(roundedUp(better.points), 2, lang), say(better.name, lang))}</b>{' '}
        {better.held && <span class="tag low">{text.heldTag}</span>}
      </p>
      <p class="small muted">{arithmeticOf(better, page, lang)}</p>
      {page.next.recoverable.length > 0 && (
        <p class="small muted">
          {fewest === null ? text.notEnough : fewest === 1 ? text.one : text.fewest(fewest)}
        </p>
      )}
    </li>
  );
}

/** (threshold − index) × scale ÷ 100, as far as a line has room. */
function arithmeticOf(better: Better, { next, standing }: UnitPage, lang: Lang): string {
  const from = formatShort(better.from, 4, lang);
  const points = formatUnrounded(better.points, lang);
  if (next.bandsOn === 'points')
    return `${from} − ${formatUnrounded(standing.points ?? '0', lang)} = ${points}`;
  const index = formatUnrounded(standing.index ?? '0', lang);
  return `(${from} − ${index}) × ${formatShort(standing.scale ?? '100', 4, lang)} ÷ 100 = ${points}`;
}

function RecoverableTable({ page }: { readonly page: UnitPage }) {
  const { lang, words } = useLanguage();
  const { next: text } = words.staff.unitDashboard;
  const { recoverable, better } = page.next;
  const [all, setAll] = useState(false);
  const rows = all ? recoverable : recoverable.slice(0, FIRST_ROWS);
  return (
    <>
      <table class="block-s">
        <caption class="small muted">{text.table}</caption>
        <thead>
          <tr>
            <th scope="col">{text.criterion}</th>
            <th scope="col" class="n">
              {text.recoverable}
            </th>
            <th scope="col" class="wide">
              {text.alone}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ criterion, name, kind, points }) => (
            <tr key={criterion ?? kind}>
              <th scope="row">
                {criterion === null ? (
                  text.deduction
                ) : (
                  <a href={`#${nodeAnchor(criterion)}`}>
                    {criterion} {name && say(name, lang)}
                  </a>
                )}
                {criterion !== null && <span class="under small muted">{text.kinds[kind]}</span>}
                <span class="narrow small muted">
                  {text.alone}: {bestAlone(better, points, lang) ?? '–'}
                </span>
              </th>
              <td class="n">
                <b>{formatShort(points, 4, lang)}</b>
              </td>
              <td class="wide small">{bestAlone(better, points, lang) ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!all && recoverable.length > FIRST_ROWS && (
        <p class="after-table">
          <button type="button" class="button quiet" onClick={() => setAll(true)}>
            {text.all(recoverable.length)}
          </button>
        </p>
      )}
    </>
  );
}

/** The best class that these points reach by themselves; the bound is exact, not the rounded one. */
function bestAlone(better: readonly Better[], points: string, lang: Lang): string | undefined {
  const reached = better.filter((one) => compareText(points, one.points) >= 0).at(-1);
  return reached && say(reached.name, lang);
}
