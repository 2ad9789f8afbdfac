import { say } from '../../survey-forms/form.ts';
import type { Plan } from './api.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { DecimalField } from './parts/decimal-field.tsx';
import { TextArea } from './parts/text-area.tsx';
import { TextInput } from './parts/text-input.tsx';
import { codesOf, type DraftTask } from './plan-draft.ts';

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
      />
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
      <TextInput
        label={text.coordinatingUnits}
        name="coordinatingUnits"
        value={(task.coordinatingUnits ?? []).join(', ')}
        mark={text.optional}
        onInput={(value) => onChange({ coordinatingUnits: codesOf(value) }, 'coordinatingUnits')}
      />
      <p>
        <button type="button" class="button quiet" onClick={onDone}>
          {text.done}
        </button>
      </p>
    </div>
  );
}
