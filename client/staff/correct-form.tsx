import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { formatSerial } from '../../survey-forms/serial.ts';
import { answerOf, type SheetTrail, sheets } from './api.ts';
import { type CorrectionField, correctionOf, keyOf, type Typed } from './correction.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Field } from './parts/field.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { cellText } from './settlement.ts';
import { fieldError } from './trouble.ts';
import { useSend } from './use-send.ts';

interface CorrectFormProps {
  readonly trail: SheetTrail;
  onCorrected(): void;
}

/** The fields of an accepted sheet with the digits that count now, to be typed anew by the paper; and why. */
export function CorrectForm({ trail, onCorrected }: CorrectFormProps) {
  const { words } = useLanguage();
  const flash = useFlash();
  const { trail: text } = words.staff.paper;
  const [typed, setTyped] = useState<Typed>({});
  const [reason, setReason] = useState('');
  const { busy, trouble, run } = useSend();
  const { fields, answers, changed } = correctionOf(trail, typed);
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (!answers) return;
    void run(async () => {
      const param = { campaign: trail.campaign.id, serial: trail.sheet.serial };
      const json = { answers: answers as Record<string, never>, reason };
      await answerOf(sheets.campaigns[':campaign'].sheets[':serial'].$put({ param, json }));
      flash({ text: text.corrected(formatSerial(trail.sheet.serial)) });
      onCorrected();
    });
  };
  return (
    <details class="more">
      <summary>{text.correct}</summary>
      <form class="fields correct-fields" onSubmit={send}>
        <p>{text.correctLead}</p>
        <p class="hint">{text.correctHint}</p>
        <TroubleNotice trouble={trouble} fields={{ reason: text.correctReason }} />
        {fields.map((one) => (
          <CorrectField
            key={keyOf(one.field)}
            trail={trail}
            one={one}
            onInput={(value) => setTyped({ ...typed, [keyOf(one.field)]: value })}
          />
        ))}
        <TextInput
          label={text.correctReason}
          name="reason"
          required
          value={reason}
          onInput={setReason}
          error={fieldError(trouble, 'reason', words)}
        />
        {!changed && <p class="hint">{text.nothing}</p>}
        <button type="submit" class="button" disabled={busy || !changed || !answers}>
          {busy ? words.staff.working : text.send}
        </button>
      </form>
    </details>
  );
}

interface CorrectFieldProps {
  readonly trail: SheetTrail;
  readonly one: CorrectionField;
  onInput(text: string): void;
}

function CorrectField({ trail, one, onInput }: CorrectFieldProps) {
  const { lang, words } = useLanguage();
  const { trail: text } = words.staff.paper;
  const { field, value } = one;
  const unit = trail.units.find((known) => known.code === field.unit)?.name;
  const label = `${field.item}. ${say(field.question.text, lang)}${unit ? ` · ${say(unit, lang)}` : ''}`;
  return (
    <Field label={label} error={value === undefined ? text.noValue : undefined}>
      {(control) => (
        <span class="correct-value">
          <input
            {...control}
            type="text"
            class="paper-value"
            autocomplete="off"
            value={one.text}
            onFocus={(event) => event.currentTarget.select()}
            onInput={(event) => onInput(event.currentTarget.value)}
          />
          <span class="small">{value !== undefined && cellText(trail.form, field, value, lang, words)}</span>
        </span>
      )}
    </Field>
  );
}
