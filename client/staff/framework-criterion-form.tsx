import { useState } from 'preact/hooks';
import type { Criterion } from '../../server/core/framework.ts';
import type { Text } from '../../survey-forms/form.ts';
import type { FeedingForm } from './api.ts';
import { FeedForm } from './framework-feed-form.tsx';
import { RuleForm } from './framework-rule-form.tsx';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { DecimalField } from './parts/decimal-field.tsx';
import { TextInput } from './parts/text-input.tsx';

interface CriterionFormProps {
  readonly criterion: Criterion;
  /** Whether rows stand below it: then it is a group and stays one. */
  readonly isParent: boolean;
  /** Codes that other rows have. */
  readonly taken: ReadonlySet<string>;
  readonly forms: readonly FeedingForm[];
  readonly disabled: boolean;
  onChange(criterion: Criterion, field?: string): void;
  onRecode(code: string): void;
}

/** A text in one language changed; a translation that is left blank is none. */
export function withText(text: Text | undefined, lang: 'vi' | 'en', value: string): Text {
  const next = { ...(text ?? { vi: '' }), [lang]: value };
  return next.en === '' ? { ...next, en: undefined } : next;
}

const optional = (text: Text): Text | undefined => (text.vi === '' && !text.en ? undefined : text);

/** Everything about one row of the tree. */
export function CriterionForm(props: CriterionFormProps) {
  const { criterion, isParent, forms, disabled, onChange } = props;
  const { words } = useLanguage();
  const { criterion: text, editor } = words.staff.frameworks;
  const { kind } = criterion;
  return (
    <fieldset class="sub-form criterion-form" disabled={disabled}>
      <legend class="visually-hidden">{editor.row(criterion.code)}</legend>
      <div class="field-row">
        <CodeInput {...props} />
        <DecimalField
          label={editor.max}
          name="max"
          value={criterion.max ?? ''}
          onInput={(max) => onChange({ ...criterion, max: max === '' ? null : max }, 'max')}
        />
        <ChoiceField
          label={text.kind}
          name="kind"
          value={kind}
          choices={text.kinds}
          disabled={disabled || isParent}
          onChoose={(next) => onChange(ofKind(criterion, next))}
        />
      </div>
      <TextInput
        label={text.name}
        name="name"
        value={criterion.name.vi}
        onInput={(vi) => onChange({ ...criterion, name: withText(criterion.name, 'vi', vi) }, 'name')}
      />
      {kind === 'appraisal' && (
        <RuleForm
          rule={criterion.rule}
          disabled={disabled}
          onChange={(rule, field) => onChange({ ...criterion, rule }, field && `rule ${field}`)}
        />
      )}
      {(kind === 'perception' || kind === 'satisfaction') && (
        <FeedForm
          feed={criterion.feed}
          forms={forms}
          disabled={disabled}
          onChange={(feed, field) => onChange({ ...criterion, feed }, field && `feed ${field}`)}
        />
      )}
      <MoreTexts criterion={criterion} onChange={onChange} />
    </fieldset>
  );
}

/** A rule belongs to appraised rows, a feed to surveys: another kind drops what it cannot have. */
function ofKind({ rule, feed, ...criterion }: Criterion, kind: Criterion['kind']): Criterion {
  if (kind === 'appraisal') return { ...criterion, kind, ...(rule && { rule }) };
  return kind === 'group' ? { ...criterion, kind } : { ...criterion, kind, ...(feed && { feed }) };
}

/** A code is taken over when the field is left: what is half typed would move the rows below. */
function CodeInput({ criterion, taken, disabled, onRecode }: CriterionFormProps) {
  const { words } = useLanguage();
  const { editor } = words.staff.frameworks;
  const [typed, setTyped] = useState<string | null>(null);
  const code = typed ?? criterion.code;
  const wrong = code !== criterion.code && (code.trim() === '' || taken.has(code.trim()));
  const settle = () => {
    if (!wrong && code !== criterion.code) onRecode(code.trim());
    if (!wrong) setTyped(null);
  };
  return (
    // Leaving the field is heard here: the input itself only knows what is typed.
    <div class="code-input" onFocusOut={disabled ? undefined : settle}>
      <TextInput
        label={editor.code}
        name="code"
        value={code}
        error={wrong ? words.staff.places['already-exists'] : undefined}
        onInput={setTyped}
      />
    </div>
  );
}

function MoreTexts({ criterion, onChange }: Pick<CriterionFormProps, 'criterion' | 'onChange'>) {
  const { words } = useLanguage();
  const { criterion: text } = words.staff.frameworks;
  const { name, evidence, agency } = criterion;
  const put = (field: 'evidence' | 'agency', lang: 'vi' | 'en') => (value: string) =>
    onChange(
      { ...criterion, [field]: optional(withText(criterion[field], lang, value)) },
      `${field} ${lang}`,
    );
  return (
    <details class="more">
      <summary>{text.more}</summary>
      <TextInput
        label={text.nameEn}
        name="name-en"
        value={name.en ?? ''}
        onInput={(en) => onChange({ ...criterion, name: withText(name, 'en', en) }, 'name-en')}
      />
      <TextInput
        label={text.evidence}
        name="evidence"
        value={evidence?.vi ?? ''}
        onInput={put('evidence', 'vi')}
      />
      <TextInput
        label={text.evidenceEn}
        name="evidence-en"
        value={evidence?.en ?? ''}
        onInput={put('evidence', 'en')}
      />
      <TextInput label={text.agency} name="agency" value={agency?.vi ?? ''} onInput={put('agency', 'vi')} />
      <TextInput
        label={text.agencyEn}
        name="agency-en"
        value={agency?.en ?? ''}
        onInput={put('agency', 'en')}
      />
    </details>
  );
}
