import { useId } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import type { ConflictSheet } from './api.ts';
import { useLanguage } from './language.tsx';
import { cellText, type Draft, type Lack, type Line, readPaper } from './settlement.ts';

interface SettleFieldProps {
  readonly sheet: ConflictSheet;
  readonly line: Line;
  readonly draft: Draft;
  /** What it lacks, once somebody tried to record the decision. */
  readonly lack: Lack | null;
  onChange(more: Partial<Draft>): void;
}

const REASONS = ['misread', 'mistyped', 'unclear', 'other'] as const;

/** One field: both readings side by side, what the paper says, and why they differ. */
export function SettleField(props: SettleFieldProps) {
  const { sheet, line, lack } = props;
  const { lang, words } = useLanguage();
  const { conflicts: text } = words.staff;
  const id = useId();
  const { question, unit, item } = line.field;
  const unitName = sheet.units.find((one) => one.code === unit)?.name;
  return (
    <fieldset
      class={line.open ? 'settle-field' : 'settle-field off'}
      data-line={line.key}
      disabled={!line.open}
    >
      <legend>
        <span class="small muted">
          {text.item(item)}
          {unitName && ` · ${say(unitName, lang)}`}
        </span>
        <strong class="settle-question">{say(question.text, lang)}</strong>
      </legend>
      {!line.open && <p class="small">{text.notOpen}</p>}
      {lack && (
        <p class="error" id={`${id}-error`}>
          {text.lacks[lack]}
        </p>
      )}
      <Choices {...props} id={id} />
      <Reasons {...props} id={id} />
    </fieldset>
  );
}

type PartProps = SettleFieldProps & { readonly id: string };

function Choices({ sheet, line, draft, lack, onChange, id }: PartProps) {
  const { lang, words } = useLanguage();
  const { conflicts: text } = words.staff;
  const wrong = lack === 'value';
  const cell = (side: 'first' | 'second') => cellText(sheet.form, line.field, line[side], lang, words);
  return (
    <div class="settle-choices">
      {(['first', 'second'] as const).map((side, i) => (
        <label key={side} class={draft.choice === side ? 'settle-choice on' : 'settle-choice'}>
          <span class="small muted">{text.pass(i + 1)}</span>
          <b>{cell(side)}</b>
          <span class="settle-keep">
            <input
              type="radio"
              name={`${id}-choice`}
              checked={draft.choice === side}
              disabled={line[side] === undefined}
              aria-invalid={wrong || undefined}
              aria-describedby={wrong ? `${id}-error` : undefined}
              onChange={() => onChange({ choice: side })}
            />
            {text.keep(i + 1)} <kbd>{i === 0 ? 'F7' : 'F8'}</kbd>
          </span>
        </label>
      ))}
      <Paper sheet={sheet} line={line} draft={draft} onChange={onChange} id={id} />
    </div>
  );
}

function Paper({ sheet, line, draft, onChange, id }: Omit<PartProps, 'lack'>) {
  const { words } = useLanguage();
  const { conflicts: text } = words.staff;
  const { kind } = line.field.question;
  const hint = kind === 'number' ? text.numberHint : kind === 'multi' ? text.multiHint : text.paperHint;
  return (
    <div class={draft.choice === 'paper' ? 'settle-choice on' : 'settle-choice'}>
      <label class="small muted" for={`${id}-paper`}>
        {text.paperValue}
      </label>
      <input
        type="text"
        class="paper-value"
        id={`${id}-paper`}
        value={draft.paper}
        inputMode={kind === 'number' ? 'decimal' : 'numeric'}
        autocomplete="off"
        aria-describedby={`${id}-hint ${id}-read`}
        onInput={({ currentTarget: { value } }) =>
          onChange({ paper: value, choice: value.trim() === '' ? null : 'paper' })
        }
      />
      <span class="small" id={`${id}-read`} role="status">
        {draft.choice === 'paper' && <Read sheet={sheet} line={line} paper={draft.paper} />}
      </span>
      <span class="hint small" id={`${id}-hint`}>
        {hint}
      </span>
    </div>
  );
}

/** What the typed signs mean, so that nobody records what he did not want to say. */
function Read({ sheet, line, paper }: Pick<PartProps, 'sheet' | 'line'> & { readonly paper: string }) {
  const { lang, words } = useLanguage();
  const value = readPaper(sheet.form, line.field, paper);
  if (value === undefined) return <span class="error">{words.staff.conflicts.noSuchValue}</span>;
  return <b>{cellText(sheet.form, line.field, value, lang, words)}</b>;
}

function Reasons({ draft, lack, onChange, id }: PartProps) {
  const { words } = useLanguage();
  const { conflicts: text } = words.staff;
  const wrong = lack === 'reason';
  return (
    <fieldset class="segments reasons">
      <legend class="small">{text.reason}</legend>
      {REASONS.map((reason) => (
        <label key={reason} class={draft.reason === reason ? 'on' : undefined}>
          <input
            type="radio"
            name={`${id}-reason`}
            checked={draft.reason === reason}
            aria-invalid={wrong || undefined}
            aria-describedby={wrong ? `${id}-error` : undefined}
            onChange={() => onChange({ reason })}
          />
          {text.reasons[reason]}
        </label>
      ))}
      {draft.reason === 'other' && (
        <input
          type="text"
          class="settle-note"
          aria-label={text.note}
          placeholder={text.note}
          maxLength={200}
          value={draft.note}
          onInput={({ currentTarget: { value } }) => onChange({ note: value })}
        />
      )}
    </fieldset>
  );
}
