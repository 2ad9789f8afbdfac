import type { Rule, RulePart, RuleShape, RuleStep } from '../../server/core/rule.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { DecimalField } from './parts/decimal-field.tsx';
import { Check } from './parts/field.tsx';
import { TextInput } from './parts/text-input.tsx';
import { isByHand } from './rule-by-hand.ts';

interface RuleFormProps {
  readonly rule: Rule | undefined;
  readonly disabled: boolean;
  /** @param field names the text field that was typed in */
  onChange(rule: Rule | undefined, field?: string): void;
}

type Kind = RuleShape['kind'];

const EMPTY_STEP: RuleStep = { from: '', points: '' };

/** A rule of a kind, with what its author must fill in left blank. */
function emptyRule(kind: Kind): Rule {
  switch (kind) {
    case 'to-target':
      return { kind, target: '' };
    case 'weighted-mix':
      return { kind, parts: [emptyPart([])] };
    case 'steps':
      return { kind, on: 'percent', steps: [EMPTY_STEP] };
    case 'interpolated':
      return { kind, low: EMPTY_STEP, high: EMPTY_STEP };
    case 'count':
      return { kind, least: '' };
    case 'against-last-year':
      return { kind, better: 'higher' };
    default:
      return { kind };
  }
}

/** A part with a key that no other has; people see its name only. */
function emptyPart(others: readonly RulePart[]): RulePart {
  const numbers = others.map(({ key }) => Number(/^part-(\d+)$/.exec(key)?.[1] ?? 0));
  return { key: `part-${Math.max(0, ...numbers) + 1}`, name: { vi: '' }, weight: '1' };
}

/** How a leaf earns its points: the kind of rule in words, and a form for what that kind needs. */
export function RuleForm({ rule, disabled, onChange }: RuleFormProps) {
  const { words } = useLanguage();
  const { rule: text } = words.staff.frameworks;
  return (
    <fieldset class="sub-form" disabled={disabled}>
      <legend class="visually-hidden">{text.title}</legend>
      <ChoiceField
        label={text.title}
        name="rule"
        value={rule?.kind ?? ''}
        choices={{ '': text.none, ...text.kinds }}
        onChoose={(kind) => onChange(kind === '' ? undefined : emptyRule(kind))}
      />
      {rule && (
        <>
          <p class="hint">{text.explain[rule.kind]}</p>
          <Parameters rule={rule} disabled={disabled} onChange={onChange} />
          {!isByHand(rule.kind) && (
            <Check
              label={text.noCase}
              checked={rule.noCase !== undefined}
              onChange={(checked) => onChange({ ...rule, noCase: checked ? 'full-marks' : undefined })}
            />
          )}
        </>
      )}
    </fieldset>
  );
}

interface ParametersProps extends RuleFormProps {
  readonly rule: Rule;
}

function Parameters({ rule, disabled, onChange }: ParametersProps) {
  const { words } = useLanguage();
  const { rule: text } = words.staff.frameworks;
  switch (rule.kind) {
    case 'to-target':
      return (
        <DecimalField
          label={text.target}
          name="target"
          value={rule.target}
          onInput={(target) => onChange({ ...rule, target }, 'target')}
        />
      );
    case 'count':
      return (
        <DecimalField
          label={text.least}
          name="least"
          value={rule.least}
          onInput={(least) => onChange({ ...rule, least }, 'least')}
        />
      );
    case 'against-last-year':
      return (
        <ChoiceField
          label={text.better}
          name="better"
          value={rule.better}
          choices={text.betters}
          onChoose={(better) => onChange({ ...rule, better })}
        />
      );
    case 'steps':
      return (
        <>
          <ChoiceField
            label={text.on}
            name="on"
            value={rule.on}
            choices={text.ons}
            onChoose={(on) => onChange({ ...rule, on })}
          />
          <Steps
            steps={rule.steps}
            disabled={disabled}
            onChange={(steps, field) => onChange({ ...rule, steps }, field)}
          />
        </>
      );
    case 'interpolated':
      return (
        <>
          <StepFields
            name={text.high}
            step={rule.high}
            onChange={(high, field) => onChange({ ...rule, high }, `high-${field}`)}
          />
          <StepFields
            name={text.low}
            step={rule.low}
            onChange={(low, field) => onChange({ ...rule, low }, `low-${field}`)}
          />
        </>
      );
    case 'weighted-mix':
      return (
        <Parts
          parts={rule.parts}
          disabled={disabled}
          onChange={(parts, field) => onChange({ ...rule, parts }, field)}
        />
      );
    default:
      return null;
  }
}

interface StepFieldsProps {
  readonly name: string;
  readonly step: RuleStep;
  onChange(step: RuleStep, field: string): void;
}

function StepFields({ name, step, onChange }: StepFieldsProps) {
  const { words } = useLanguage();
  const { rule: text } = words.staff.frameworks;
  return (
    <div class="field-row">
      <DecimalField
        label={`${name}: ${text.from}`}
        name="from"
        value={step.from}
        onInput={(from) => onChange({ ...step, from }, 'from')}
      />
      <DecimalField
        label={`${name}: ${text.points}`}
        name="points"
        value={step.points}
        onInput={(points) => onChange({ ...step, points }, 'points')}
      />
    </div>
  );
}

interface RowsProps<Row> {
  readonly disabled: boolean;
  onChange(rows: readonly Row[], field?: string): void;
}

function Steps({ steps, disabled, onChange }: RowsProps<RuleStep> & { readonly steps: readonly RuleStep[] }) {
  const { words } = useLanguage();
  const { rule: text } = words.staff.frameworks;
  return (
    <div class="rows-form">
      <p class="label">{text.steps}</p>
      {steps.map((step, at) => {
        const name = `${at + 1}`;
        return (
          <div class="row-form" key={name}>
            <StepFields
              name={name}
              step={step}
              onChange={(next, field) => onChange(steps.with(at, next), `${field}-${at}`)}
            />
            <RemoveRow
              name={name}
              disabled={disabled || steps.length === 1}
              onRemove={() => onChange(steps.toSpliced(at, 1))}
            />
          </div>
        );
      })}
      <button type="button" class="button quiet" onClick={() => onChange([...steps, EMPTY_STEP])}>
        {text.addStep}
      </button>
    </div>
  );
}

function Parts({ parts, disabled, onChange }: RowsProps<RulePart> & { readonly parts: readonly RulePart[] }) {
  const { words } = useLanguage();
  const { rule: text } = words.staff.frameworks;
  return (
    <div class="rows-form">
      <p class="label">{text.parts}</p>
      {parts.map((part, at) => (
        <div class="row-form" key={part.key}>
          <div class="field-row">
            <TextInput
              label={`${text.partName} ${at + 1}`}
              name={`part-${at}`}
              value={part.name.vi}
              onInput={(vi) =>
                onChange(parts.with(at, { ...part, name: { ...part.name, vi } }), `part-${at}`)
              }
            />
            <DecimalField
              label={`${text.weight} ${at + 1}`}
              name={`weight-${at}`}
              value={part.weight}
              onInput={(weight) => onChange(parts.with(at, { ...part, weight }), `weight-${at}`)}
            />
          </div>
          <RemoveRow
            name={part.name.vi || String(at + 1)}
            disabled={disabled || parts.length === 1}
            onRemove={() => onChange(parts.toSpliced(at, 1))}
          />
        </div>
      ))}
      <button type="button" class="button quiet" onClick={() => onChange([...parts, emptyPart(parts)])}>
        {text.addPart}
      </button>
    </div>
  );
}

interface RemoveRowProps {
  readonly name: string;
  readonly disabled: boolean;
  onRemove(): void;
}

/** Takes one row of a list out; undo brings it back. */
export function RemoveRow({ name, disabled, onRemove }: RemoveRowProps) {
  const { words } = useLanguage();
  return (
    <button
      type="button"
      class="icon-button"
      disabled={disabled}
      aria-label={words.staff.frameworks.rule.removeRow(name)}
      onClick={onRemove}
    >
      <span aria-hidden="true">×</span>
    </button>
  );
}
