import { useState } from 'preact/hooks';
import { upload } from './api.ts';
import { type EvidencePlace, sizeText } from './evidence-list.ts';
import { useLanguage } from './language.tsx';
import { FileDrop } from './parts/file-drop.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { useWrongFocus } from './parts/wrong-focus.ts';
import { Trouble } from './trouble.ts';
import { useSend } from './use-send.ts';

/** As on the server (`server/evidence/file-kind.ts`): told here already, before minutes of sending. */
const LARGEST_FILE = 20 * 1024 * 1024;
const ACCEPTED = '.pdf,.jpg,.jpeg,.png,.docx,.xlsx';
const ALL_SENT = 100;

/** The name of a file without its ending. */
const titleOf = ({ name }: File): string => name.replace(/\.[A-Za-z0-9]{1,8}$/, '');

interface EvidenceFormProps {
  readonly place: EvidencePlace;
  onClose(): void;
  onAdded(title: string): Promise<void>;
}

/** A new document: the file first, then what is written on it. Its name is offered as the title. */
export function EvidenceForm({ place, onClose, onAdded }: EvidenceFormProps) {
  const { lang, words } = useLanguage();
  const { evidence: text, cancel } = words.staff;
  const [file, setFile] = useState<File | null>(null);
  const [fields, setFields] = useState({ title: '', number: '', issuedOn: '', issuer: '' });
  const [faults, setFaults] = useState<{ title?: string }>({});
  const [percent, setPercent] = useState<number | null>(null);
  const form = useWrongFocus(faults);
  const { busy, trouble, run, clear } = useSend();
  const set = (field: keyof typeof fields) => (value: string) =>
    setFields((before) => ({ ...before, [field]: value }));
  const choose = (chosen: File) => {
    clear();
    setFile(chosen);
    // A title that somebody typed stays; one that was only offered follows the file.
    const untouched = ['', file ? titleOf(file) : ''].includes(fields.title);
    if (untouched) set('title')(titleOf(chosen));
  };
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (!file) return;
    if (fields.title.trim() === '') return setFaults({ title: text.nameMissing });
    setFaults({});
    void run(async () => {
      if (file.size > LARGEST_FILE) throw new Trouble('file-too-large');
      try {
        await upload(pathOf(place, file, fields), file, setPercent);
      } finally {
        setPercent(null);
      }
      await onAdded(fields.title.trim());
    });
  };
  return (
    <form class="fields evidence-form" onSubmit={send} ref={form} aria-label={text.add}>
      <TroubleNotice trouble={trouble} fields={{ file: file?.name ?? '' }} />
      <FileDrop
        label={file ? text.another : text.choose}
        hint={file ? text.chosen(file.name, sizeText(file.size, lang)) : text.drop}
        accept={ACCEPTED}
        quiet
        focus
        onFile={choose}
      />
      {file && (
        <>
          <TextInput
            label={text.name}
            name="title"
            value={fields.title}
            error={faults.title}
            onInput={set('title')}
          />
          <TextInput
            label={text.number}
            mark={text.optional}
            name="number"
            value={fields.number}
            onInput={set('number')}
          />
          <TextInput
            label={text.issuedOn}
            mark={text.optional}
            name="issuedOn"
            type="date"
            value={fields.issuedOn}
            onInput={set('issuedOn')}
          />
          <TextInput
            label={text.issuer}
            mark={text.optional}
            name="issuer"
            value={fields.issuer}
            onInput={set('issuer')}
          />
        </>
      )}
      {percent !== null && <Progress percent={percent} />}
      <div class="evidence-actions">
        {file && (
          <button type="submit" class="button" disabled={busy}>
            {text.send}
          </button>
        )}
        <button type="button" class="button quiet" disabled={busy} onClick={onClose}>
          {cancel}
        </button>
      </div>
    </form>
  );
}

/** Address of a document that is sent: what is written beside it travels in the query. */
function pathOf(
  { campaign, unit, criterion }: EvidencePlace,
  file: File,
  fields: Readonly<Record<string, string>>,
): string {
  const query = new URLSearchParams({ criterion, fileName: file.name });
  for (const [name, value] of Object.entries(fields)) if (value.trim() !== '') query.set(name, value.trim());
  const path = [campaign, unit].map(encodeURIComponent);
  return `/campaigns/${path[0]}/units/${path[1]}/evidence?${query}`;
}

/** How far the file has come; once all is sent, the server checks it. */
function Progress({ percent }: { readonly percent: number }) {
  const { words } = useLanguage();
  const { evidence: text } = words.staff;
  const said = percent < ALL_SENT ? text.sending(percent) : text.checking;
  return (
    <p role="status" class="small">
      <progress max={ALL_SENT} value={percent} aria-label={said} /> {said}
    </p>
  );
}
