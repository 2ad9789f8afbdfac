import { useState } from 'preact/hooks';
import { answerOf, type Plan, plans } from './api.ts';
import { useFlash } from './flash.ts';
import { keptChanges, planKept } from './kept-changes.ts';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { Notice, TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { useSend } from './use-send.ts';

interface IssueProps {
  readonly plan: Plan;
  onClose(): void;
  onIssued(): void;
}

/** Issuing fixes the tasks and shows them to the agencies: said before it is done. */
export function PlanIssueDialog({ plan, onClose, onIssued }: IssueProps) {
  const { issue: text } = useLanguage().words.staff.plans;
  const flash = useFlash();
  const [number, setNumber] = useState('');
  const [day, setDay] = useState('');
  const [missing, setMissing] = useState(false);
  const { busy, trouble, run } = useSend();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const isMissing = number.trim() === '' || day === '';
    setMissing(isMissing);
    if (isMissing) return;
    void run(async () => {
      const json = { revision: plan.revision, document: { number: number.trim(), day } };
      await answerOf(plans.plans[':plan'].issue.$put({ param: { plan: plan.id }, json }));
      flash({ text: text.done(plan.title) });
      onClose();
      onIssued();
    });
  };
  return (
    <Dialog title={text.title} onClose={onClose}>
      <form class="fields" onSubmit={send} noValidate>
        <p>{text.ask}</p>
        <Left plan={plan} />
        <TroubleNotice trouble={trouble} />
        <TextInput
          label={text.number}
          name="number"
          value={number}
          error={missing && number.trim() === '' ? text.missing : undefined}
          onInput={setNumber}
        />
        <TextInput
          label={text.day}
          name="day"
          type="date"
          value={day}
          error={missing && day === '' ? text.missing : undefined}
          onInput={setDay}
        />
        <DialogActions action={text.act} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}

/** What the plan leaves open: issued so it is fixed so. */
function Left({ plan }: Pick<IssueProps, 'plan'>) {
  const { issue: text } = useLanguage().words.staff.plans;
  const withoutLead = plan.tasks.filter(({ leadUnit }) => leadUnit === null).length;
  const withoutDeadline = plan.counts.undated;
  const said = [
    withoutLead > 0 && text.noLead(withoutLead),
    withoutDeadline > 0 && text.noDeadline(withoutDeadline),
    keptChanges(planKept(plan.id), plan.revision) !== null && text.kept,
  ].filter((one) => one !== false);
  if (said.length === 0) return null;
  return (
    <Notice kind="warn">
      {said.map((one) => (
        <p key={one}>{one}</p>
      ))}
    </Notice>
  );
}
