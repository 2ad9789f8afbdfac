import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { formatDate } from '../format.ts';
import { type AssessmentList, answerOf, office } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { Check } from './parts/field.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { fieldError } from './trouble.ts';
import { useSend } from './use-send.ts';

interface CouncilCorrectionProps {
  readonly list: AssessmentList;
  onClose(): void;
  onDone(): void;
}

/** Number or day of a council decision, typed wrong for units that are final already; nothing where none is. */
export function CouncilCorrection({ list, onClose, onDone }: CouncilCorrectionProps) {
  const { lang, words } = useLanguage();
  const { assessment } = words.staff;
  const { council: text } = assessment;
  const final = list.units.filter(({ state }) => state === 'final');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [number, setNumber] = useState('');
  const [day, setDay] = useState('');
  const [reason, setReason] = useState('');
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  if (final.length === 0) return null;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      const json = { units: [...chosen], number, day, reason: reason.trim() };
      const param = { campaign: list.campaign.id };
      const { units } = await answerOf(office.campaigns[':campaign'].council.$post({ param, json }));
      flash({ text: text.corrected(units) });
      onDone();
    });
  };
  return (
    <details class="more">
      <summary>{text.correct}</summary>
      <form class="fields" onSubmit={send}>
        <p class="hint">{text.correctLead}</p>
        <TroubleNotice trouble={trouble} fields={{ number: text.number, day: text.day }} />
        <fieldset class="field">
          <legend>{text.units}</legend>
          {final.map(({ unit, name, decision }) => (
            <Check
              key={unit}
              label={`${say(name, lang)}${decision ? ` · ${assessment.decidedBy(decision.number, formatDate(decision.day, lang))}` : ''}`}
              checked={chosen.includes(unit)}
              onChange={(on) => setChosen(on ? [...chosen, unit] : chosen.filter((one) => one !== unit))}
            />
          ))}
        </fieldset>
        <div class="field-pair">
          <TextInput
            label={text.number}
            name="corrected-number"
            required
            value={number}
            error={fieldError(trouble, 'number', words)}
            onInput={setNumber}
          />
          <TextInput
            label={text.day}
            name="corrected-day"
            type="date"
            required
            value={day}
            error={fieldError(trouble, 'day', words)}
            onInput={setDay}
          />
        </div>
        <TextInput
          label={text.correctReason}
          name="corrected-reason"
          required
          value={reason}
          onInput={setReason}
        />
        <DialogActions
          action={text.correctSend}
          busy={busy}
          disabled={chosen.length === 0}
          onClose={onClose}
        />
      </form>
    </details>
  );
}
