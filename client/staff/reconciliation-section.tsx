import { type Lang, say } from '../../survey-forms/form.ts';
import { formatCount, formatDate } from '../format.ts';
import { wordsOf } from '../words/words-of.ts';
import type { Reconciliation } from './api.ts';
import { rejectedIn } from './batch-step.ts';
import { csvText, saveFile } from './csv.ts';
import { useLanguage } from './language.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';
import { REASONS } from './reject-dialog.tsx';

export type UnitRow = Reconciliation['units'][number];

/** Columns of the table, in three groups; every token and every sheet stands in one column after its first. */
const GROUPS = {
  tokens: {
    issued: ({ tokens }: UnitRow) => tokens.issued,
    used: ({ tokens }: UnitRow) => tokens.used,
    expired: ({ tokens }: UnitRow) => tokens.expired,
    void: ({ tokens }: UnitRow) => tokens.void,
    unused: ({ tokens }: UnitRow) => tokens.unused,
  },
  sheets: {
    issued: ({ sheets }: UnitRow) => sheets.issued,
    accepted: ({ sheets }: UnitRow) => sheets.accepted,
    rejected: ({ sheets }: UnitRow) => rejectedIn(sheets),
    waiting: ({ sheets }: UnitRow) => sheets.waiting,
    out: ({ sheets }: UnitRow) => sheets.out,
    missing: ({ sheets }: UnitRow) => sheets.missing,
    void: ({ sheets }: UnitRow) => sheets.withdrawn + sheets.voided,
  },
  answers: {
    web: ({ answers }: UnitRow) => answers.web,
    kiosk: ({ answers }: UnitRow) => answers.kiosk,
    paper: ({ answers }: UnitRow) => answers.paper,
  },
} as const;

interface Column {
  readonly group: keyof typeof GROUPS;
  readonly name: string;
  readonly of: (row: UnitRow) => number;
}

const COLUMNS: readonly Column[] = (Object.keys(GROUPS) as (keyof typeof GROUPS)[]).flatMap((group) =>
  Object.entries(GROUPS[group]).map(([name, of]) => ({ group, name, of })),
);

/** Name of a unit by its code; for none, that one form rates many. */
export function nameIn({ names }: Pick<Reconciliation, 'names'>, code: string, lang: Lang): string {
  const found = names.find((one) => one.code === code);
  return found ? say(found.name, lang) : wordsOf(lang).staff.manyUnits;
}

const columnWords = ({ group, name }: Column, lang: Lang): string => {
  const columns: Readonly<Record<string, string>> = wordsOf(lang).staff.ledger.unitColumns[group];
  return columns[name] ?? name;
};

/** Tokens, sheets and the answers that came of them, a unit a line, and whether it adds up. */
export function ReconciliationSection({ data }: { readonly data: Reconciliation }) {
  const { lang, words } = useLanguage();
  const { ledger: text } = words.staff;
  return (
    <section class="block">
      <div class="section-head">
        <h2>{text.unitsTitle}</h2>
        <span class="toolbar">
          <button
            type="button"
            class="button quiet"
            onClick={() => saveFile(`doi-chieu-${data.survey.id}.csv`, reconciliationCsv(data, lang))}
          >
            {text.csv}
          </button>
          <button type="button" class="button quiet" onClick={() => print()}>
            {words.staff.print}
          </button>
        </span>
      </div>
      <ScrollBox label={text.unitsTitle}>
        <table class="reconciliation">
          <Head />
          <tbody>
            {data.units.map((row) => (
              <tr key={row.unit}>
                <th scope="row">{nameIn(data, row.unit, lang)}</th>
                <td>
                  <FaultList faults={row.faults} />
                </td>
                {COLUMNS.map((column) => (
                  <td key={`${column.group} ${column.name}`} class="n">
                    {formatCount(column.of(row), lang)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          {data.units.length > 1 && (
            <tfoot>
              <tr>
                <th scope="row">{text.total}</th>
                <td />
                {COLUMNS.map((column) => (
                  <td key={`${column.group} ${column.name}`} class="n">
                    {formatCount(
                      data.units.reduce((sum, row) => sum + column.of(row), 0),
                      lang,
                    )}
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </ScrollBox>
      <RejectedList data={data} />
    </section>
  );
}

function Head() {
  const { lang, words } = useLanguage();
  const { ledger: text } = words.staff;
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2}>
          {text.unit}
        </th>
        <th scope="col" rowSpan={2}>
          {text.check}
        </th>
        {(Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((group) => (
          <th key={group} scope="colgroup" colSpan={Object.keys(GROUPS[group]).length} class="group">
            {text.groups[group]}
          </th>
        ))}
      </tr>
      <tr>
        {COLUMNS.map((column) => (
          <th key={`${column.group} ${column.name}`} scope="col" class="n">
            {columnWords(column, lang)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** In a word, and where it is off, by how much and on which day. */
export function FaultList({ faults }: Pick<UnitRow, 'faults'>) {
  const { lang, words } = useLanguage();
  const { ledger: text } = words.staff;
  if (faults.length === 0) return <>{text.fits}</>;
  return (
    <>
      <strong class="tag low">{text.off}</strong>
      <ul class="places small">
        {faults.map(({ what, day, ledger, found }) => (
          <li key={`${what} ${day}`}>
            {day && `${formatDate(day, lang)}: `}
            {text.faults[what](ledger, found)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Why sheets were rejected, over all units. */
function RejectedList({ data }: { readonly data: Reconciliation }) {
  const { lang, words } = useLanguage();
  const { ledger: text, paper } = words.staff;
  const count = (reason: (typeof REASONS)[number]) =>
    data.units.reduce((sum, row) => sum + row.sheets.rejected[reason], 0);
  const found = REASONS.filter((reason) => count(reason) > 0);
  if (found.length === 0) return null;
  return (
    <p class="small">
      {text.rejectedFor}:{' '}
      {found.map((reason) => `${paper.reasons[reason]} ${formatCount(count(reason), lang)}`).join(', ')}.
    </p>
  );
}

/** A row for every unit, in machine notation; sheets rejected by reason. */
export function reconciliationCsv(data: Reconciliation, lang: Lang): string {
  const { ledger: text, paper } = wordsOf(lang).staff;
  const head = [
    text.unitCode,
    text.unit,
    text.check,
    ...COLUMNS.map((column) => `${text.groups[column.group]}: ${columnWords(column, lang)}`),
    ...REASONS.map((reason) => paper.sheets.rejectedFor(paper.reasons[reason])),
  ];
  const rows = data.units.map((row) => [
    row.unit,
    nameIn(data, row.unit, lang),
    row.faults.length === 0 ? text.fits : text.off,
    ...COLUMNS.map((column) => column.of(row)),
    ...REASONS.map((reason) => row.sheets.rejected[reason]),
  ]);
  return csvText([head, ...rows]);
}
