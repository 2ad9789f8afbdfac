import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import { type Lang, say } from '../../survey-forms/form.ts';
import { formatCount, formatDate } from '../format.ts';
import { wordsOf } from '../words/words-of.ts';
import { SURVEYS, surveyScreen } from './addresses.ts';
import { answerOf, type Ledger, type Reconciliation, reconciliations, tokens } from './api.ts';
import { csvText, saveFile } from './csv.ts';
import { useLanguage } from './language.tsx';
import { Field } from './parts/field.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';
import { nameIn, ReconciliationSection, type UnitRow } from './reconciliation-section.tsx';
import { useLoad } from './use-load.ts';

const COLUMNS = ['issued', 'used', 'expired', 'void', 'unused', 'open', 'kiosk', 'sheet', 'late'] as const;

/** A day of one unit alone says nothing of what is left of the tokens of other days. */
const DAY_COLUMNS = COLUMNS.filter((column) => column !== 'unused');

type DayRow = Ledger['days'][number];

interface Ledgers {
  readonly reconciliation: Reconciliation;
  readonly ledger: Ledger;
}

/** Where every token and every sheet went, by unit and by day, and whether it adds up. */
export function LedgerScreen() {
  const { lang, words } = useLanguage();
  const { params } = useRoute();
  const param = { survey: params.survey ?? '' };
  const load = useLoad<Ledgers>(param.survey, async () => {
    const [reconciliation, ledger] = await Promise.all([
      answerOf(reconciliations.surveys[':survey'].reconciliation.$get({ param })),
      answerOf(tokens.surveys[':survey'].ledger.$get({ param })),
    ]);
    return { reconciliation, ledger };
  });
  const { ledger: text, surveys } = words.staff;
  const over = load.data
    ? { title: say(load.data.ledger.survey.title, lang), href: surveyScreen(param.survey) }
    : { title: surveys.title, href: SURVEYS };
  return (
    <Screen title={text.title} over={over}>
      <p>{text.lead}</p>
      <Loaded load={load}>
        {({ reconciliation, ledger }) =>
          reconciliation.units.length === 0 ? (
            <p class="empty">{text.none}</p>
          ) : (
            <>
              <Verdict units={reconciliation.units} />
              <ReconciliationSection data={reconciliation} />
              {ledger.days.length > 0 && <DaysSection data={ledger} />}
            </>
          )
        }
      </Loaded>
    </Screen>
  );
}

/** The sentence first. */
function Verdict({ units }: { readonly units: readonly UnitRow[] }) {
  const { words } = useLanguage();
  const { ledger: text } = words.staff;
  const off = units.filter((one) => one.faults.length > 0).length;
  return (
    <p class={off === 0 ? 'note good block-s' : 'note bad block-s'}>
      {off === 0 ? text.balanced(units.length) : text.unbalanced(off, units.length)}
    </p>
  );
}

/** Day by day, the latest first; of one unit or of all. */
function DaysSection({ data }: { readonly data: Ledger }) {
  const { lang, words } = useLanguage();
  const { ledger: text } = words.staff;
  const [unit, setUnit] = useState<string | null>(null);
  const rows = data.days.filter((row) => unit === null || row.unit === unit).reverse();
  return (
    <section class="block">
      <div class="section-head">
        <h2>{text.daysTitle}</h2>
        <button
          type="button"
          class="button quiet"
          onClick={() => saveFile(`so-phieu-${data.survey.id}.csv`, ledgerCsv(data, lang))}
        >
          {text.csv}
        </button>
      </div>
      {data.units.length > 1 && (
        <div class="unit-choice">
          <Field label={text.unit}>
            {(control) => (
              <select
                {...control}
                value={unit ?? ALL}
                onChange={({ currentTarget: { value } }) => setUnit(value === ALL ? null : value)}
              >
                <option value={ALL}>{text.all}</option>
                {data.units.map((one) => (
                  <option key={one.unit} value={one.unit}>
                    {nameIn(data, one.unit, lang)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
      )}
      <DaysTable rows={rows} data={data} />
    </section>
  );
}

/** Stands for all units in the choice; no code of a unit holds a star. */
const ALL = '*';

function DaysTable({ rows, data }: { readonly rows: readonly DayRow[]; readonly data: Ledger }) {
  const { lang, words } = useLanguage();
  const { ledger: text } = words.staff;
  return (
    <ScrollBox label={text.daysTitle}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.day}</th>
            <th scope="col">{text.unit}</th>
            {DAY_COLUMNS.map((column) => (
              <th key={column} scope="col" class="n">
                {text.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.day} ${row.unit}`}>
              <th scope="row">{formatDate(row.day, lang)}</th>
              <td>{nameIn(data, row.unit, lang)}</td>
              {DAY_COLUMNS.map((column) => (
                <td key={column} class="n">
                  {formatCount(row[column], lang)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** A row for every day and unit, in machine notation. */
export function ledgerCsv(data: Ledger, lang: Lang): string {
  const { ledger: text } = wordsOf(lang).staff;
  const head = [text.day, text.unitCode, text.unit, ...DAY_COLUMNS.map((column) => text.columns[column])];
  const rows = data.days.map((row) => [
    row.day,
    row.unit,
    nameIn(data, row.unit, lang),
    ...DAY_COLUMNS.map((column) => row[column]),
  ]);
  return csvText([head, ...rows]);
}
