import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { answerOf, paper, type SheetBatches, type SheetSurvey } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { Check, Field } from './parts/field.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { fieldError } from './trouble.ts';
import { useSend } from './use-send.ts';

const MOST = 2000;
const PROPOSED = '50';

interface AllotDialogProps {
  readonly data: SheetBatches;
  onClose(): void;
  onAllotted(): void;
}

interface Draft {
  readonly survey: SheetSurvey;
  readonly postOffice: string;
  readonly units: readonly string[];
  readonly group: string;
  readonly sheets: string;
  readonly quota: string;
}

const draftFor = (survey: SheetSurvey, before: Pick<Draft, 'postOffice' | 'sheets' | 'quota'>): Draft => ({
  ...before,
  survey,
  units: survey.many || survey.units.length > 1 ? [] : survey.units,
  group: survey.groups[0]?.code ?? '',
});

/** Allots numbered sheets: one batch for each chosen unit. */
export function AllotDialog({ data, onClose, onAllotted }: AllotDialogProps) {
  const surveys = data.surveys.filter((survey) => survey.open);
  const { words } = useLanguage();
  const flash = useFlash();
  const { allot: text } = words.staff.paper;
  const postOffice = data.postOffices[0]?.code ?? '';
  const [draft, setDraft] = useState<Draft | null>(() =>
    surveys[0] ? draftFor(surveys[0], { postOffice, sheets: PROPOSED, quota: '' }) : null,
  );
  const [lacking, setLacking] = useState(false);
  const { busy, trouble, run } = useSend();
  if (!draft) return null;
  const change = (more: Partial<Draft>) => setDraft({ ...draft, ...more });
  const batches = draft.survey.many ? 1 : draft.units.length;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    setLacking(batches === 0);
    if (batches === 0) return;
    void run(async () => {
      const { survey, units, group: respondentGroup, sheets, quota } = draft;
      const json = {
        ...{ survey: survey.id, postOffice: draft.postOffice, units: survey.many ? [] : [...units] },
        ...{ respondentGroup, sheets: Number(sheets), quota: quota === '' ? null : Number(quota) },
      };
      const param = { campaign: data.campaign.id };
      const sent = paper.campaigns[':campaign']['sheet-batches'].$post({ param, json });
      const made = (await answerOf(sent)).batches.length;
      flash({ text: text.done(made, made * Number(sheets)) });
      onAllotted();
      onClose();
    });
  };
  const common = { draft, change, data };
  return (
    <Dialog title={text.title} onClose={onClose}>
      <form class="fields" onSubmit={send}>
        <TroubleNotice
          trouble={trouble}
          fields={{
            ...{ survey: text.survey, postOffice: text.office, units: text.units },
            ...{ respondentGroup: text.group, sheets: text.sheets, quota: text.quota },
          }}
        />
        <Subject {...common} surveys={surveys} />
        <Units {...common} error={lacking && batches === 0 ? text.noUnit : undefined} />
        <div class="field-pair level">
          <TextInput
            label={text.sheets}
            hint={text.sheetsHint}
            name="sheets"
            type="number"
            min={1}
            max={MOST}
            required
            value={draft.sheets}
            onInput={(sheets) => change({ sheets })}
            error={fieldError(trouble, 'sheets', words)}
          />
          <TextInput
            label={text.quota}
            mark={words.staff.optional}
            hint={text.quotaHint}
            name="quota"
            type="number"
            min={1}
            max={MOST}
            value={draft.quota}
            onInput={(quota) => change({ quota })}
            error={fieldError(trouble, 'quota', words)}
          />
        </div>
        <p role="status">{text.total(batches, batches * Number(draft.sheets))}</p>
        <DialogActions action={text.send} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}

interface PartProps {
  readonly draft: Draft;
  readonly data: SheetBatches;
  change(more: Partial<Draft>): void;
}

interface ChoiceProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly choices: readonly { readonly code: string; readonly text: string }[];
  onChoose(code: string): void;
}

function Choice({ label, name, value, choices, onChoose }: ChoiceProps) {
  return (
    <Field label={label}>
      {(control) => (
        <select
          {...control}
          name={name}
          value={value}
          onChange={(event) => onChoose(event.currentTarget.value)}
        >
          {choices.map((one) => (
            <option key={one.code} value={one.code}>
              {one.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** For which survey, by which post office, to whom. */
function Subject({ draft, data, change, surveys }: PartProps & { readonly surveys: readonly SheetSurvey[] }) {
  const { lang, words } = useLanguage();
  const { allot: text } = words.staff.paper;
  const { survey } = draft;
  return (
    <>
      <Choice
        label={text.survey}
        name="survey"
        value={survey.id}
        choices={surveys.map(({ id, title }) => ({ code: id, text: say(title, lang) }))}
        onChoose={(id) => {
          const chosen = surveys.find((one) => one.id === id);
          if (chosen) change(draftFor(chosen, draft));
        }}
      />
      <Choice
        label={text.office}
        name="postOffice"
        value={draft.postOffice}
        choices={data.postOffices.map(({ code, name }) => ({ code, text: say(name, lang) }))}
        onChoose={(postOffice) => change({ postOffice })}
      />
      <Choice
        label={text.group}
        name="group"
        value={draft.group}
        choices={survey.groups.map((group) => ({ code: group.code, text: say(group.text, lang) }))}
        onChoose={(group) => change({ group })}
      />
    </>
  );
}

function Units({ draft, data, change, error }: PartProps & { readonly error: string | undefined }) {
  const { lang, words } = useLanguage();
  const { allot: text } = words.staff.paper;
  const { survey, units } = draft;
  if (survey.many) return <p class="hint">{text.many}</p>;
  const nameOf = (code: string) => {
    const found = data.names.find((one) => one.code === code);
    return found ? say(found.name, lang) : code;
  };
  const whole = units.length === survey.units.length;
  return (
    <fieldset class={error ? 'field wrong' : 'field'}>
      <legend>{text.units}</legend>
      <p class="hint">{text.unitsHint}</p>
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      {survey.units.length > 1 && (
        <button
          type="button"
          class="link-button"
          onClick={() => change({ units: whole ? [] : survey.units })}
        >
          {whole ? text.noneOfThem : text.all}
        </button>
      )}
      <div class="unit-checks">
        {survey.units.map((code) => (
          <Check
            key={code}
            label={nameOf(code)}
            checked={units.includes(code)}
            // In the order of the survey, whatever the order of choosing: batches are numbered by it.
            onChange={(on) =>
              change({ units: survey.units.filter((one) => (one === code ? on : units.includes(one))) })
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
