import { useState } from 'preact/hooks';
import { answerOf, type PlanTask, plans, upload } from './api.ts';
import { sizeText } from './evidence-list.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { FileDrop } from './parts/file-drop.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextArea } from './parts/text-area.tsx';
import { TextInput } from './parts/text-input.tsx';
import { useWrongFocus } from './parts/wrong-focus.ts';
import { Trouble } from './trouble.ts';
import { useSend } from './use-send.ts';

/** As on the server (`server/evidence/file-kind.ts`): told here already, before minutes of sending. */
const LARGEST_FILE = 20 * 1024 * 1024;
const ACCEPTED = '.pdf,.jpg,.jpeg,.png,.docx,.xlsx';
const ALL_SENT = 100;

interface FormProps {
  readonly plan: string;
  readonly task: PlanTask;
  onClose(): void;
  onReported(): void;
}

type State = PlanTask['state'];

/** A report on a task, with the document that shows it. */
export function PlanReportForm({ plan, task, onClose, onReported }: FormProps) {
  const { lang, words } = useLanguage();
  const { report: text } = words.staff.plans;
  const flash = useFlash();
  const [state, setState] = useState<State>(task.state);
  const [percent, setPercent] = useState(task.percent === null ? '' : String(task.percent));
  const [note, setNote] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [faults, setFaults] = useState<{ percent?: string; note?: string }>({});
  const [sent, setSent] = useState<number | null>(null);
  const form = useWrongFocus(faults);
  const { busy, trouble, run } = useSend();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const found = {
      ...(isPercent(percent) ? {} : { percent: text.percentWrong }),
      ...(note.trim() === '' ? { note: text.noteMissing } : {}),
    };
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    const stated = percent.trim() === '' || state === 'done' ? null : Number(percent);
    void run(async () => {
      const report = { state, percent: stated, note: note.trim() };
      try {
        if (file) await sendFile(plan, task.position, file, report, setSent);
        else await sendWords(plan, task.position, report);
      } finally {
        setSent(null);
      }
      flash({ text: text.done(task.criterion) });
      onReported();
    });
  };
  return (
    <form
      class="fields plan-report"
      onSubmit={send}
      ref={form}
      noValidate
      aria-label={text.title(task.criterion)}
    >
      <TroubleNotice trouble={trouble} fields={{ file: file?.name ?? '' }} />
      <ChoiceField<State>
        label={text.state}
        name="state"
        value={state}
        choices={text.states}
        onChoose={setState}
      />
      {state === 'open' && (
        <TextInput
          label={text.percent}
          name="percent"
          value={percent}
          hint={text.percentHint}
          error={faults.percent}
          onInput={setPercent}
        />
      )}
      <TextArea
        label={text.note}
        name="note"
        value={note}
        hint={text.noteHint}
        error={faults.note}
        onInput={setNote}
      />
      <FileDrop
        label={file ? text.another : text.choose}
        hint={file ? `${file.name} (${sizeText(file.size, lang)})` : text.fileHint}
        accept={ACCEPTED}
        quiet
        onFile={setFile}
      />
      {sent !== null && (
        <p role="status" class="small">
          <progress max={ALL_SENT} value={sent} aria-label={text.checking} />{' '}
          {sent < ALL_SENT ? text.sending(sent) : text.checking}
        </p>
      )}
      <div class="plan-actions">
        <button type="submit" class="button" disabled={busy}>
          {text.send}
        </button>
        <button type="button" class="button quiet" disabled={busy} onClick={onClose}>
          {words.staff.cancel}
        </button>
      </div>
    </form>
  );
}

const isPercent = (text: string) => /^(\d{0,2}|100)$/.test(text.trim());

interface Report {
  readonly state: State;
  readonly percent: number | null;
  readonly note: string;
}

async function sendWords(plan: string, position: number, report: Report): Promise<void> {
  const param = { plan, task: String(position) };
  await answerOf(plans.plans[':plan'].tasks[':task'].progress.$post({ param, json: report }));
}

async function sendFile(
  plan: string,
  position: number,
  file: File,
  { state, percent, note }: Report,
  onProgress: (percent: number) => void,
): Promise<void> {
  if (file.size > LARGEST_FILE) throw new Trouble('file-too-large');
  const query = new URLSearchParams({ fileName: file.name, state, note });
  if (percent !== null) query.set('percent', String(percent));
  await upload(`/plans/${encodeURIComponent(plan)}/tasks/${position}/evidence?${query}`, file, onProgress);
}
