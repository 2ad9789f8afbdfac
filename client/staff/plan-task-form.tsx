import { useRef } from 'preact/hooks';
import { deadlineDay } from '../../survey-forms/deadline-day.ts';
import { say } from '../../survey-forms/form.ts';
import type { Plan } from './api.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { DecimalField } from './parts/decimal-field.tsx';
import { TextArea } from './parts/text-area.tsx';
import { TextInput } from './parts/text-input.tsx';
import { type DraftTask, dayOnLeaving, withoutUnit, withUnit } from './plan-draft.ts';

interface FormProps {
  readonly task: DraftTask;
  readonly units: Plan['units'];
  /** @param field what was changed: further keys in it are the same step */
  onChange(change: Partial<DraftTask>, field: string): void;
  onDone(): void;
}

const TEXTS = ['target', 'product', 'requirement'] as const;

/** The fields of a task. What is blank of points, day and unit is none; in a new task they are read from the words. */
export function PlanTaskForm({ task, units, onChange, onDone }: FormProps) {
  const { lang, words } = useLanguage();
  const { editor: text, task: names } = words.staff.plans;
  const set =
    <Field extends keyof DraftTask>(field: Field) =>
    (value: DraftTask[Field]) =>
      onChange({ [field]: value }, field);
  const orNull = (field: keyof DraftTask) => (value: string) =>
    onChange({ [field]: value === '' ? null : value }, field);
  const wordsBefore = useRef('');
  const readDay = () => {
    const day = dayOnLeaving(task, wordsBefore.current);
    // A step of its own: it can be taken back, and the words stay.
    if (day !== null) onChange({ deadlineOn: day }, 'deadlineOn');
  };
  const choices = [
    ['', text.noUnit] as const,
    ...units.map(({ code, name }) => [code, say(name, lang)] as const),
  ];
  return (
    <div class="fields plan-task-form">
      <TextInput
        label={text.criterion}
        name="criterion"
        value={task.criterion}
        focusOn="open"
        onInput={set('criterion')}
      />
      <TextInput label={text.name} name="name" value={task.name} onInput={set('name')} />
      {TEXTS.map((field) => (
        <TextArea
          key={field}
          label={names[field]}
          name={field}
          value={task[field] ?? ''}
          rows={2}
          onInput={set(field)}
        />
      ))}
      <DecimalField
        label={text.targetPoints}
        name="targetPoints"
        value={task.targetPoints ?? ''}
        mark={text.optional}
        onInput={orNull('targetPoints')}
      />
      <TextInput
        label={text.deadline}
        name="deadline"
        value={task.deadline ?? ''}
        onInput={set('deadline')}
        onFocus={() => {
          wordsBefore.current = task.deadline ?? '';
        }}
        onLeave={readDay}
      />
      <p role="status" class="small">
        {task.deadlineOn && task.deadlineOn === deadlineDay(task.deadline ?? '') && text.dayRead}
      </p>
      <TextInput
        label={text.deadlineOn}
        name="deadlineOn"
        type="date"
        value={task.deadlineOn ?? ''}
        hint={text.deadlineHint}
        onInput={orNull('deadlineOn')}
      />
      <TextInput label={text.lead} name="lead" value={task.lead ?? ''} onInput={set('lead')} />
      <ChoiceField
        label={text.leadUnit}
        name="leadUnit"
        value={task.leadUnit ?? ''}
        hint={text.leadHint}
        choices={choices}
        onChoose={orNull('leadUnit')}
      />
      <TextArea
        label={text.coordinating}
        name="coordinating"
        value={task.coordinating ?? ''}
        rows={2}
        onInput={set('coordinating')}
      />
      <CoordinatingUnits
        chosen={task.coordinatingUnits ?? []}
        units={units}
        onChoose={(coordinatingUnits) => onChange({ coordinatingUnits }, 'coordinatingUnits')}
      />
      <p>
        <button type="button" class="button quiet" onClick={onDone}>
          {text.done}
        </button>
      </p>
    </div>
  );
}

interface CoordinatingProps {
  readonly chosen: readonly string[];
  readonly units: Plan['units'];
  onChoose(codes: string[]): void;
}

/** Several units by their names; each can be taken out again. */
function CoordinatingUnits({ chosen, units, onChoose }: CoordinatingProps) {
  const { lang, words } = useLanguage();
  const { editor: text } = words.staff.plans;
  const names = new Map(units.map(({ code, name }) => [code, say(name, lang)]));
  const left = units.filter(({ code }) => !chosen.includes(code));
  return (
    <fieldset class="plan-units">
      <legend>{text.coordinatingUnits}</legend>
      {chosen.length === 0 ? (
        <p class="small muted">{text.noUnits}</p>
      ) : (
        <ul>
          {chosen.map((code) => (
            <li key={code}>
              {names.get(code) ?? code}{' '}
              <button type="button" class="link-button" onClick={() => onChoose(withoutUnit(chosen, code))}>
                {text.remove}
                <span class="visually-hidden"> {names.get(code) ?? code}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <ChoiceField
        label={text.addUnit}
        name="coordinatingUnit"
        value=""
        choices={[
          ['', text.chooseUnit] as const,
          ...left.map(({ code }) => [code, names.get(code) ?? code] as const),
        ]}
        onChoose={(code) => onChoose(withUnit(chosen, code))}
      />
    </fieldset>
  );
}
