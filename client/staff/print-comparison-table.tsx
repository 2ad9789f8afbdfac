import { useState } from 'preact/hooks';
import { type Lang, say } from '../../survey-forms/form.ts';
import { isDecimalText, minusText } from '../decimal-text.ts';
import { formatDifference, formatUnrounded } from '../format.ts';
import { type Words, wordsOf } from '../words/words-of.ts';
import type { PrintCompared } from './api.ts';
import { csvText, saveFile } from './csv.ts';
import { useLanguage } from './language.tsx';
import { Field } from './parts/field.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';

type Row = PrintCompared['comparisons'][number];
type Unread = PrintCompared['unread'][number];

/** Rows drawn at first; a table of thousands of equal cells is nothing to look through. */
const DRAWN = 500;
const NAMED = 10;

interface PrintResultProps {
  readonly campaign: string;
  readonly compared: PrintCompared;
}

/** The sentence first, then the cells that do not agree, then what could not be compared at all. */
export function PrintResult({ campaign, compared }: PrintResultProps) {
  const { lang, words } = useLanguage();
  const { printTable: text } = words.staff;
  const [all, setAll] = useState(false);
  const count = (verdict: Row['verdict']) =>
    compared.comparisons.filter((row) => row.verdict === verdict).length;
  const total = compared.comparisons.length;
  const equal = count('equal') === total;
  const shown = compared.comparisons.filter((row) => all || row.verdict !== 'equal');
  const absent = compared.absent.map((code) => nameIn(compared, code, lang));
  const isSheet = compared.absent.some((code) => compared.units.every((unit) => unit.code !== code));
  const lacks = isSheet ? text.absentCriteria : text.absent;
  return (
    <section class="block" aria-labelledby="print-result">
      <div class="section-head">
        <h2 id="print-result" tabIndex={-1}>
          {words.comparison.title}
        </h2>
        <button
          type="button"
          class="button quiet"
          onClick={() => saveFile(`doi-chieu-${campaign}.csv`, differencesCsv(compared, lang))}
        >
          {text.csv}
        </button>
      </div>
      <p class={equal ? 'note good block-s' : 'note block-s'} role="status">
        {equal
          ? text.sentenceEqual(total)
          : text.sentence(total, count('different'), count('rounding'), count('missing'))}
      </p>
      {absent.length > 0 && (
        <p class="small">
          {lacks(absent.length, absent.slice(0, NAMED).join(', ') + (absent.length > NAMED ? ', …' : ''))}
        </p>
      )}
      <UnreadList unread={compared.unread} />
      <div class="unit-choice block-s">
        <Field label={text.show}>
          {(control) => (
            <select
              {...control}
              value={all ? 'all' : 'off'}
              onChange={(event) => setAll(event.currentTarget.value === 'all')}
            >
              <option value="off">{text.onlyDifferent}</option>
              <option value="all">{text.everything}</option>
            </select>
          )}
        </Field>
      </div>
      {shown.length > 0 && <CellTable rows={shown.slice(0, DRAWN)} compared={compared} />}
      {shown.length > DRAWN && (
        <p class="small muted">{words.staff.publication.more(shown.length - DRAWN)}</p>
      )}
    </section>
  );
}

const nameIn = ({ units }: PrintCompared, code: string | null, lang: Lang): string => {
  const found = units.find((unit) => unit.code === code);
  return found ? say(found.name, lang) : (code ?? '');
};

function UnreadList({ unread }: { readonly unread: readonly Unread[] }) {
  const { words } = useLanguage();
  const { printTable: text } = words.staff;
  if (unread.length === 0) return null;
  return (
    <div class="note block-s">
      <p>
        <strong>{text.unreadTitle}.</strong> {text.unreadLead}
      </p>
      <ul class="places">
        {unread.slice(0, DRAWN).map((one) => (
          <li key={`${one.row} ${one.column}`}>
            {text.unread(one.row, one.column, one.text, whyOf(one, text))}
          </li>
        ))}
      </ul>
    </div>
  );
}

const whyOf = ({ why }: Unread, text: Words['staff']['printTable']): string =>
  Object.entries(text.why).find(([code]) => code === why)?.[1] ?? why;

interface CellTableProps {
  readonly rows: readonly Row[];
  readonly compared: PrintCompared;
}

function CellTable({ rows, compared }: CellTableProps) {
  const { lang, words } = useLanguage();
  const { printTable: text } = words.staff;
  const { comparison } = words;
  return (
    <ScrollBox label={text.cells}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.unit}</th>
            <th scope="col">{text.what}</th>
            <th scope="col" class="n">
              {comparison.printed}
            </th>
            <th scope="col" class="n">
              {comparison.computed}
            </th>
            <th scope="col" class="n">
              {comparison.difference}
            </th>
            <th scope="col">{text.verdict}</th>
            <th scope="col">{comparison.effect}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.unit} ${row.field} ${row.criterion}`}>
              <th scope="row">{nameIn(compared, row.unit, lang)}</th>
              <td>{whatOf(row, text)}</td>
              <td class="n">{shownValue(row.printed, lang)}</td>
              <td class="n">
                {row.computed === null ? words.common.noValue : shownValue(row.computed, lang)}
              </td>
              <td class="n">{differenceOf(row, (text) => formatDifference(text, lang))}</td>
              <td>{comparison.verdicts[row.verdict]}</td>
              <td>{effectOf(row, lang)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** The column; in the sheet of one unit, the criterion of the row before it. */
const whatOf = ({ criterion, column }: Row, text: Words['staff']['printTable']): string =>
  criterion === null ? column : text.criterion(criterion, column);

const shownValue = (value: string, lang: Lang): string =>
  isDecimalText(value) ? formatUnrounded(value, lang) : value;

function differenceOf({ printed, computed, field }: Row, write: (text: string) => string): string {
  const counted = computed !== null && isDecimalText(printed) && isDecimalText(computed);
  return counted && field !== 'rank' && field !== 'order' ? write(minusText(computed, printed)) : '';
}

/** What the disagreement does to class and rank. */
function effectOf({ effect }: Row, lang: Lang): string {
  const { comparison } = wordsOf(lang);
  const parts: string[] = [];
  if (effect?.class)
    parts.push(comparison.effectClass(say(effect.class.printed, lang), say(effect.class.computed, lang)));
  if (effect?.rank) parts.push(comparison.effectRank(effect.rank.printed, effect.rank.computed));
  return parts.join('; ');
}

/** Every cell that does not agree and every one that could not be read, in machine notation. */
export function differencesCsv(compared: PrintCompared, lang: Lang): string {
  const { comparison, staff } = wordsOf(lang);
  const { printTable: text } = staff;
  const head = [
    'unit',
    text.unit,
    text.what,
    comparison.printed,
    comparison.computed,
    comparison.difference,
    text.verdict,
    comparison.effect,
  ];
  const rows = compared.comparisons
    .filter((row) => row.verdict !== 'equal')
    .map((row) => [
      row.unit ?? '',
      nameIn(compared, row.unit, lang),
      whatOf(row, text),
      row.printed,
      row.computed ?? '',
      differenceOf(row, (difference) => difference),
      comparison.verdicts[row.verdict],
      effectOf(row, lang),
    ]);
  const unread = compared.unread.map((one) => ['', one.text, one.column, '', '', '', whyOf(one, text), '']);
  return csvText([head, ...rows, ...unread]);
}
