import { say } from '../../survey-forms/form.ts';
import { formatShort } from '../format.ts';
import type { AssessedCriterion, Draft, Stage } from './assessment-draft.ts';
import { useLanguage } from './language.tsx';
import { Check, Field } from './parts/field.tsx';

interface ScoreFieldsProps {
  readonly criterion: AssessedCriterion;
  readonly stage: Stage;
  readonly draft: Draft;
  /** What is wrong, by input; '' stands for the score as a whole. */
  readonly errors: Readonly<Record<string, string>>;
  onChange(change: Partial<Draft>): void;
  /** A field was left. */
  onLeave?: (() => void) | undefined;
}

/** The fields of one score: inputs of its rule or points, why it does not apply, what there is to say, where it is from. */
export function ScoreFields(props: ScoreFieldsProps) {
  const { criterion, stage, draft, onChange, onLeave } = props;
  const { words } = useLanguage();
  const { assessment: text } = words.staff;
  const office = stage !== 'self';
  return (
    <div class="score-fields">
      <div class="score-numbers">
        {!draft.doesNotApply && <Numbers {...props} />}
        {office && criterion.computed && !draft.doesNotApply && (
          <Check
            label={text.byHand}
            hint={text.byHandHint}
            checked={draft.byHand}
            onChange={(byHand) => onChange({ byHand })}
          />
        )}
        <Check
          label={text.doesNotApply}
          checked={draft.doesNotApply}
          onChange={(doesNotApply) => onChange({ doesNotApply })}
        />
      </div>
      <div class="score-notes">
        <Field
          label={draft.doesNotApply ? text.whyNot : office ? text.appraisalNote : text.explanation}
          error={props.errors['note-needed']}
        >
          {(control) => (
            <textarea
              {...control}
              rows={2}
              value={draft.note}
              onInput={(event) => onChange({ note: event.currentTarget.value })}
              onBlur={onLeave}
            />
          )}
        </Field>
        {office && !draft.doesNotApply && (
          <Field
            label={text.source}
            mark={criterion.needsSource ? undefined : words.staff.optional}
            error={props.errors['source-needed']}
          >
            {(control) => (
              <input
                {...control}
                value={draft.source}
                autocomplete="off"
                onInput={(event) => onChange({ source: event.currentTarget.value })}
                onBlur={onLeave}
              />
            )}
          </Field>
        )}
      </div>
    </div>
  );
}

function Numbers(props: ScoreFieldsProps) {
  const { criterion, draft, onChange } = props;
  const { words } = useLanguage();
  const { assessment: text } = words.staff;
  if (criterion.computed && !draft.byHand)
    return (
      <>
        {!draft.noCase && <InputFields {...props} names={criterion.inputs} />}
        {criterion.rule?.noCase === 'full-marks' && (
          <Check label={text.noCase} checked={draft.noCase} onChange={(noCase) => onChange({ noCase })} />
        )}
      </>
    );
  const figures =
    !criterion.computed && criterion.kind === 'appraisal' && criterion.rule?.kind !== 'external';
  return (
    <>
      <PointsField {...props} />
      {figures && (
        <details class="more" open={Object.keys(draft.values).length > 0}>
          <summary>{text.figures}</summary>
          <p class="hint">{text.figuresHint}</p>
          <InputFields {...props} names={['numerator', 'denominator']} />
        </details>
      )}
    </>
  );
}

function PointsField({ criterion, draft, errors, onChange, onLeave }: ScoreFieldsProps) {
  const { lang, words } = useLanguage();
  const { assessment: text } = words.staff;
  const most = criterion.max === null ? undefined : text.atMost(formatShort(criterion.max, 4, lang));
  return (
    <div class="number-field">
      <Field label={text.points} mark={most} error={errors['']}>
        {(control) => (
          <input
            {...control}
            inputMode="decimal"
            autocomplete="off"
            value={draft.points}
            onInput={(event) => onChange({ points: event.currentTarget.value })}
            onBlur={onLeave}
          />
        )}
      </Field>
    </div>
  );
}

interface InputFieldsProps extends ScoreFieldsProps {
  readonly names: readonly string[];
}

/** Figures that may be below zero: a keyboard of digits on a telephone has no minus. */
const SIGNED = ['now', 'before'];

/** What the inputs of a criterion are called. */
export function useInputNames({ rule }: AssessedCriterion): (name: string) => string {
  const { lang, words } = useLanguage();
  const { inputs } = words.staff.assessment;
  const parts = rule?.kind === 'weighted-mix' ? rule.parts : null;
  return (name) => {
    const part = parts?.find(({ key }) => key === name);
    if (part) return say(part.name, lang);
    // The parts of a mix have no numerator: what they are parts of is all of them.
    if (parts && name === 'denominator') return inputs.total;
    return Object.entries(inputs).find(([known]) => known === name)?.[1] ?? name;
  };
}

function InputFields({ criterion, names, draft, errors, onChange, onLeave }: InputFieldsProps) {
  const labelOf = useInputNames(criterion);
  return (
    <div class="number-fields">
      {names.map((name) => (
        <Field key={name} label={labelOf(name)} error={errors[name]}>
          {(control) => (
            <input
              {...control}
              inputMode={SIGNED.includes(name) ? 'text' : 'decimal'}
              autocomplete="off"
              value={draft.values[name] ?? ''}
              onInput={(event) =>
                onChange({ values: { ...draft.values, [name]: event.currentTarget.value } })
              }
              onBlur={onLeave}
            />
          )}
        </Field>
      ))}
      {errors[''] && names.length > 0 && criterion.computed && <p class="error">{errors['']}</p>}
    </div>
  );
}
