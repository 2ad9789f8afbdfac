import { useState } from 'preact/hooks';
import { type AssessmentList, answerOf, office } from './api.ts';
import type { Stage } from './assessment-draft.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { fieldError } from './trouble.ts';
import { useSend } from './use-send.ts';

const STAGES: readonly Stage[] = ['self', 'round-1', 'explanation', 'round-2', 'council'];

interface DeadlinesDialogProps {
  readonly list: AssessmentList;
  onClose(): void;
  onDone(): void;
}

/** The last day of each stage. The first time it opens the self-assessment of every unit, and says so. */
export function DeadlinesDialog({ list, onClose, onDone }: DeadlinesDialogProps) {
  const { words } = useLanguage();
  const { assessment: text, optional, save } = words.staff;
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const [days, setDays] = useState<Partial<Record<Stage, string>>>(() =>
    Object.fromEntries(list.deadlines.map(({ stage, day }) => [stage, day])),
  );
  const begins = list.units.length === 0;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      const deadlines = Object.fromEntries(Object.entries(days).filter(([, day]) => day !== ''));
      const sent = office.campaigns[':campaign'].deadlines.$put({
        param: { campaign: list.campaign.id },
        json: { deadlines },
      });
      const { begun } = await answerOf(sent);
      flash({ text: begun > 0 ? text.deadlinesDialog.begun(begun) : text.deadlinesDialog.done });
      onDone();
    });
  };
  const fields = Object.fromEntries(STAGES.map((stage) => [stage, text.stageNames[stage]]));
  return (
    <Dialog title={begins ? text.deadlinesDialog.begin : text.deadlinesDialog.title} onClose={onClose}>
      <form class="fields" onSubmit={send}>
        <p>{begins ? text.deadlinesDialog.beginLead : text.deadlinesDialog.lead}</p>
        <TroubleNotice trouble={trouble} fields={fields} />
        {STAGES.map((stage) => (
          <TextInput
            key={stage}
            label={text.stageNames[stage]}
            mark={stage === 'self' ? undefined : optional}
            name={stage}
            type="date"
            required={stage === 'self'}
            value={days[stage] ?? ''}
            onInput={(day) => setDays({ ...days, [stage]: day })}
            error={fieldError(trouble, stage, words)}
          />
        ))}
        <DialogActions action={begins ? text.deadlinesDialog.begin : save} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}
