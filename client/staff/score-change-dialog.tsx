import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { formatShort } from '../format.ts';
import { type Assessment, type AssessmentList, answerOf, assessments, office } from './api.ts';
import { type Draft, draftOf, readDraft } from './assessment-draft.ts';
import { scoreErrors } from './assessment-errors.ts';
import { ScoreFields } from './assessment-fields.tsx';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { Field } from './parts/field.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextArea } from './parts/text-area.tsx';
import { fieldError } from './trouble.ts';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

interface ScoreChangeDialogProps {
  readonly list: AssessmentList;
  onClose(): void;
  onDone(): void;
}

/** Proposes another final score for one criterion of one unit, with the reason. */
export function ScoreChangeDialog({ list, onClose, onDone }: ScoreChangeDialogProps) {
  const { lang, words } = useLanguage();
  const { assessment } = words.staff;
  const units = list.units.filter(({ state }) => state === 'final');
  const [unit, setUnit] = useState(units[0]?.unit ?? '');
  const param = { campaign: list.campaign.id, unit };
  const load = useLoad<Assessment>(unit, () =>
    answerOf(assessments.campaigns[':campaign'].assessments[':unit'].$get({ param })),
  );
  return (
    <Dialog title={assessment.changes.propose} onClose={onClose}>
      <Field label={assessment.unit}>
        {(control) => (
          <select {...control} value={unit} onChange={(event) => setUnit(event.currentTarget.value)}>
            {units.map((one) => (
              <option key={one.unit} value={one.unit}>
                {say(one.name, lang)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Loaded load={load}>
        {(data) => <ChangeForm key={unit} data={data} onClose={onClose} onDone={onDone} />}
      </Loaded>
    </Dialog>
  );
}

interface ChangeFormProps {
  readonly data: Assessment;
  onClose(): void;
  onDone(): void;
}

function ChangeForm({ data, onClose, onDone }: ChangeFormProps) {
  const { lang, words } = useLanguage();
  const { assessment } = words.staff;
  const { changes: text } = assessment;
  const open = data.criteria.filter(({ appraised }) => appraised);
  const [code, setCode] = useState(open[0]?.code ?? '');
  const criterion = open.find((one) => one.code === code);
  const leaf = data.leaves.find((one) => one.code === code);
  const standing = leaf?.stages.find(({ stage }) => stage === leaf.standing?.stage);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [reason, setReason] = useState('');
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  if (!criterion) return <p class="empty">{text.noneFinal}</p>;
  const now = draft ?? draftOf(standing, criterion, lang);
  const { entry, unreadable } = readDraft(now, criterion, lang);
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      const { campaign, unit } = data;
      const json = { unit: unit.code, criterion: code, entry, reason };
      await answerOf(
        office.campaigns[':campaign']['score-changes'].$post({ param: { campaign: campaign.id }, json }),
      );
      flash({ text: text.proposed });
      onDone();
    });
  };
  const errors = scoreErrors(trouble, code, trouble ? unreadable : [], words);
  return (
    <form class="fields" onSubmit={send}>
      <Field label={text.criterion}>
        {(control) => (
          <select
            {...control}
            value={code}
            onChange={(event) => {
              setCode(event.currentTarget.value);
              setDraft(null);
            }}
          >
            {open.map((one) => (
              <option key={one.code} value={one.code}>
                {one.code} {say(one.name, lang)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <p>
        {text.now}: <b>{standing?.points == null ? '–' : formatShort(standing.points, 5, lang)}</b>
      </p>
      {trouble?.code !== 'score-invalid' && (
        <TroubleNotice trouble={trouble} fields={{ reason: text.reason }} />
      )}
      <ScoreFields
        criterion={criterion}
        stage="council"
        draft={now}
        errors={errors}
        onChange={(part) => setDraft({ ...now, ...part })}
      />
      <TextArea
        label={text.reason}
        hint={text.reasonHint}
        error={fieldError(trouble, 'reason', words)}
        name="reason"
        rows={2}
        required
        value={reason}
        onInput={setReason}
      />
      <DialogActions action={text.propose} busy={busy} onClose={onClose} />
    </form>
  );
}
