import { say } from '../../survey-forms/form.ts';
import type { PrintTables } from './api.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { Notice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import {
  columnsAt,
  draftOf,
  FIELDS,
  type MappingDraft,
  SHEET_FIELDS,
  unfitMapping,
} from './print-mapping.ts';

/** Stands for what is not published in the choice of revisions. */
export const PREVIEW = 'preview';

interface PrintFormProps {
  readonly tables: PrintTables;
  readonly draft: MappingDraft;
  /** Name of the mapping that was taken over; '' for none. */
  readonly remembered: string;
  readonly against: string;
  readonly name: string;
  readonly busy: boolean;
  onDraft(draft: MappingDraft, remembered: string): void;
  onAgainst(against: string): void;
  onName(name: string): void;
  /** The remembered way that is chosen is not wanted any more. */
  onForget(): void;
  onCompare(): void;
}

/** Which sheet, row and columns are what; each choice shows what stands in the file. */
export function PrintForm(props: PrintFormProps) {
  const { tables, draft, remembered, against, name, busy } = props;
  const { onDraft, onAgainst, onName, onForget, onCompare } = props;
  const { lang, words } = useLanguage();
  const { printTable: text } = words.staff;
  const sheet = tables.sheets[draft.sheet];
  const change = (more: Partial<MappingDraft>) => onDraft({ ...draft, ...more }, '');
  const takeOver = (chosen: string) => {
    const found = tables.mappings.find((one) => one.name === chosen);
    if (found) onDraft(draftOf(found.mapping, draft.sheet), chosen);
    else onDraft(draft, '');
  };
  if (!sheet) return null;
  const columns = columnsAt(sheet, draft.header);
  const unfit = unfitMapping(tables, draft, name);
  return (
    <form
      class="fields print-form"
      onSubmit={(event) => {
        event.preventDefault();
        onCompare();
      }}
    >
      {tables.mappings.length > 0 && (
        <ChoiceField
          label={text.remembered}
          name="remembered"
          value={remembered}
          choices={[['', text.notRemembered], ...tables.mappings.map((one) => [one.name, one.name] as const)]}
          onChoose={takeOver}
        />
      )}
      {remembered !== '' && (
        <p class="row-actions">
          <button type="button" class="link-button" disabled={busy} onClick={onForget}>
            {text.forget}
            <span class="visually-hidden"> {remembered}</span>
          </button>
        </p>
      )}
      {tables.sheets.length > 1 && (
        <ChoiceField
          label={text.sheet}
          name="sheet"
          value={String(draft.sheet)}
          choices={tables.sheets.map((one, at) => [String(at), one.name] as const)}
          onChoose={(at) => change({ sheet: Number(at) })}
        />
      )}
      <ChoiceField
        label={text.rows}
        name="sheetOf"
        value={draft.sheetOf}
        choices={[
          ['', text.rowsUnits],
          ...tables.units.map((unit) => [unit.code, text.rowsCriteria(say(unit.name, lang))] as const),
        ]}
        onChoose={(sheetOf) => change({ sheetOf, columns: {} })}
      />
      <ChoiceField
        label={text.header}
        name="header"
        value={String(draft.header)}
        choices={sheet.headers.map(
          (titles, at) => [String(at + 1), text.headerRow(at + 1, titles.join(' | ').slice(0, 80))] as const,
        )}
        onChoose={(row) => change({ header: Number(row) })}
      />
      <ChoiceField
        label={text.decimals}
        name="decimals"
        value={draft.decimals}
        choices={[
          ['comma', text.comma],
          ['point', text.point],
        ]}
        onChoose={(mark) => change({ decimals: mark === 'point' ? 'point' : 'comma' })}
      />
      <ChoiceField
        label={draft.sheetOf === '' ? text.unitColumn : text.codeColumn}
        name="unit"
        value={columns.includes(draft.unit) ? draft.unit : ''}
        choices={[['', text.ignore], ...columns.map((column) => [column, column] as const)]}
        onChoose={(unit) => change({ unit })}
      />
      <div role="status">
        {unfit && <Notice kind="warn">{text.unfit(unfit.name, quoted(unfit.missing))}</Notice>}
      </div>
      <fieldset class="field">
        <legend>{text.columns}</legend>
        <p class="hint">{text.columnsHint}</p>
        <div class="print-columns">
          {columns
            .filter((column) => column !== draft.unit)
            .map((column) => (
              <ColumnField key={column} column={column} {...props} />
            ))}
        </div>
      </fieldset>
      <ChoiceField
        label={text.against}
        name="against"
        value={against}
        choices={[
          ...(tables.preview ? [[PREVIEW, text.preview] as const] : []),
          ...tables.revisions.map((revision) => [String(revision), text.revision(revision)] as const),
        ]}
        onChoose={onAgainst}
      />
      <TextInput
        label={text.rememberAs}
        hint={text.rememberHint}
        name="remember"
        value={name}
        onInput={onName}
      />
      <div>
        <button type="submit" class="button" disabled={busy}>
          {busy ? text.comparing : text.compare}
        </button>
      </div>
    </form>
  );
}

const quoted = (names: readonly string[]) => names.map((name) => `“${name}”`).join(', ');

interface ColumnFieldProps extends PrintFormProps {
  readonly column: string;
}

/** What one column holds. */
function ColumnField({ column, tables, draft, onDraft }: ColumnFieldProps) {
  const { lang, words } = useLanguage();
  const { printTable: text } = words.staff;
  const { fields } = words.comparison;
  const known: readonly (readonly [string, string])[] =
    draft.sheetOf === ''
      ? [
          ...FIELDS.map((field) => [field, fields[field]] as const),
          ...tables.criteria.map(
            ({ code, name }) => [`criterion ${code}`, text.criterion(code, say(name, lang))] as const,
          ),
        ]
      : SHEET_FIELDS.map((field) => [field, text.sheetFields[field]] as const);
  return (
    <ChoiceField
      label={column}
      name={`column ${column}`}
      value={draft.columns[column] ?? ''}
      choices={[['', text.ignore], ...known]}
      onChoose={(choice) => onDraft({ ...draft, columns: { ...draft.columns, [column]: choice } }, '')}
    />
  );
}
