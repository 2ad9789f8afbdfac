import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { formatShort } from '../format.ts';
import { type AssessmentList, answerOf, office } from './api.ts';
import { readDecimal } from './assessment-draft.ts';
import { scoreErrors } from './assessment-errors.ts';
import { CouncilCorrection } from './council-correction.tsx';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { Check } from './parts/field.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { fieldError, type Trouble } from './trouble.ts';
import { useSend } from './use-send.ts';

interface CouncilDialogProps {
  readonly list: AssessmentList;
  onClose(): void;
  onDone(): void;
}

/** A score that the council set itself, as typed. */
interface SetScore {
  readonly unit: string;
  readonly criterion: string;
  readonly points: string;
  readonly note: string;
  readonly source: string;
}

/** The council's decision by number and day, for the units whose appraisal is done; with it their scores are final. */
export function CouncilDialog({ list, onClose, onDone }: CouncilDialogProps) {
  const { lang, words } = useLanguage();
  const { assessment } = words.staff;
  const { council: text } = assessment;
  const ready = list.units.filter(({ state }) => state === 'appraised');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(ready.map(({ unit }) => unit)));
  const [number, setNumber] = useState('');
  const [day, setDay] = useState('');
  const [scores, setScores] = useState<readonly SetScore[]>([]);
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const choose = (unit: string, on: boolean) => {
    setChosen(new Set(on ? [...chosen, unit] : [...chosen].filter((one) => one !== unit)));
    // Of a unit that is not decided on, nothing is set.
    if (!on) setScores(scores.filter((score) => score.unit !== unit));
  };
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      const given = scores.map(({ unit, criterion, points, note, source }) => ({
        unit,
        criterion,
        entry: {
          state: 'scored' as const,
          points: readDecimal(points, lang) ?? points.slice(0, 60),
          inputs: null,
          note,
          source: source.trim() || null,
        },
      }));
      const json = { units: [...chosen], number, day, ...(given.length > 0 ? { scores: given } : {}) };
      const done = await answerOf(
        office.campaigns[':campaign'].council.$post({ param: { campaign: list.campaign.id }, json }),
      );
      flash({ text: text.done(done.units) });
      onDone();
    });
  };
  return (
    <Dialog title={text.title} onClose={onClose}>
      {ready.length === 0 ? (
        <p class="empty">{list.units.every(({ state }) => state === 'final') ? text.allFinal : text.none}</p>
      ) : (
        <form class="fields" onSubmit={send}>
          <p>{text.lead}</p>
          <TroubleNotice
            trouble={trouble}
            fields={{ number: text.number, day: text.day, units: text.units }}
          />
          <div class="field-pair">
            <TextInput
              label={text.number}
              name="number"
              required
              value={number}
              onInput={setNumber}
              error={fieldError(trouble, 'number', words)}
            />
            <TextInput
              label={text.day}
              name="day"
              type="date"
              required
              value={day}
              onInput={setDay}
              error={fieldError(trouble, 'day', words)}
            />
          </div>
          <fieldset class="field">
            <legend>{text.units}</legend>
            {ready.map(({ unit, name }) => (
              <Check
                key={unit}
                label={say(name, lang)}
                checked={chosen.has(unit)}
                onChange={(on) => choose(unit, on)}
              />
            ))}
          </fieldset>
          <SetScores list={list} units={[...chosen]} scores={scores} trouble={trouble} onChange={setScores} />
          <DialogActions action={text.send} busy={busy} disabled={chosen.size === 0} onClose={onClose} />
        </form>
      )}
      <CouncilCorrection list={list} onClose={onClose} onDone={onDone} />
    </Dialog>
  );
}

interface SetScoresProps {
  readonly list: AssessmentList;
  readonly units: readonly string[];
  readonly scores: readonly SetScore[];
  readonly trouble: Trouble | null;
  onChange(scores: readonly SetScore[]): void;
}

/** Scores the council set against the appraisal; all others stand. */
function SetScores({ list, units, scores, trouble, onChange }: SetScoresProps) {
  const { lang, words } = useLanguage();
  const { assessment, optional } = words.staff;
  const { council: text } = assessment;
  const set = (at: number, part: Partial<SetScore>) =>
    onChange(scores.map((score, i) => (i === at ? { ...score, ...part } : score)));
  const nameOf = (unit: string) => {
    const found = list.units.find((one) => one.unit === unit);
    return found ? say(found.name, lang) : unit;
  };
  const errors = scores.map(({ criterion }) => scoreErrors(trouble, criterion, [], words));
  const mostOf = (criterion: string) => {
    const max = list.appraised.find(({ code }) => code === criterion)?.max ?? null;
    return max === null ? undefined : assessment.atMost(formatShort(max, 4, lang));
  };
  const another = {
    unit: units[0] ?? '',
    criterion: list.appraised[0]?.code ?? '',
    ...{ points: '', note: '', source: '' },
  };
  return (
    <details class="more" open={scores.length > 0}>
      <summary>{text.scores}</summary>
      <p class="hint">{text.scoresHint}</p>
      {scores.map((score, at) => (
        <fieldset class="field set-score" key={`${at}`}>
          <legend>{text.score(at + 1)}</legend>
          <ChoiceField
            label={assessment.unit}
            name={`unit-${at}`}
            value={score.unit}
            choices={units.map((unit) => [unit, nameOf(unit)] as const)}
            onChoose={(unit) => set(at, { unit })}
          />
          <ChoiceField
            label={text.criterion}
            name={`criterion-${at}`}
            value={score.criterion}
            choices={list.appraised.map(({ code, name }) => [code, `${code} ${say(name, lang)}`] as const)}
            onChoose={(criterion) => set(at, { criterion })}
          />
          <TextInput
            label={assessment.points}
            mark={mostOf(score.criterion)}
            name={`points-${at}`}
            required
            value={score.points}
            error={errors[at]?.['']}
            onInput={(points) => set(at, { points })}
          />
          <TextInput
            label={text.note}
            name={`note-${at}`}
            required
            value={score.note}
            onInput={(note) => set(at, { note })}
          />
          <TextInput
            label={assessment.source}
            mark={optional}
            name={`source-${at}`}
            value={score.source}
            error={errors[at]?.['source-needed']}
            onInput={(source) => set(at, { source })}
          />
          <button
            type="button"
            class="link-button"
            onClick={() => onChange(scores.filter((_, i) => i !== at))}
          >
            {text.removeScore}
          </button>
        </fieldset>
      ))}
      <button
        type="button"
        class="button quiet"
        disabled={units.length === 0}
        onClick={() => onChange([...scores, another])}
      >
        {text.addScore}
      </button>
    </details>
  );
}
