import { useState } from 'preact/hooks';
import type { RulePart } from '../../server/core/rule.ts';
import { say } from '../../survey-forms/form.ts';
import { answerOf, type Rating, ratingEntries, upload } from './api.ts';
import { sizeText } from './evidence-list.ts';
import { useLanguage } from './language.tsx';
import { DecimalField } from './parts/decimal-field.tsx';
import { Check } from './parts/field.tsx';
import { FileDrop } from './parts/file-drop.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextArea } from './parts/text-area.tsx';
import { useWrongFocus } from './parts/wrong-focus.ts';
import type { RatingEntryProps } from './rating-entry.tsx';
import { type EntryFields, entryFaults, entryOf, fieldsOf } from './rating-entry-view.ts';
import { Trouble } from './trouble.ts';
import { useSend } from './use-send.ts';
import './publication.css';

/** As on the server (`server/evidence/file-kind.ts`): told here already, before minutes of sending. */
const LARGEST_FILE = 20 * 1024 * 1024;
const ACCEPTED = '.pdf,.jpg,.jpeg,.png,.docx,.xlsx';
const ALL_SENT = 100;

interface RatingEntryFormProps extends RatingEntryProps {
  onClose(): void;
  onSaved(): void;
}

/** Points of an indicator, or the figures they follow from, with the document that shows them. */
export function RatingEntryForm(props: RatingEntryFormProps) {
  const { rating, unit, indicator, entry, onClose, onSaved } = props;
  const { words } = useLanguage();
  const { entry: text } = words.staff.ratings;
  const inputs = rating.indicators.find(({ code }) => code === indicator)?.inputs ?? [];
  const parts = partsOf(rating, indicator);
  const [fields, setFields] = useState(() => fieldsOf(entry));
  const [file, setFile] = useState<File | null>(null);
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const [percent, setPercent] = useState<number | null>(null);
  const form = useWrongFocus(faults);
  const { busy, trouble, run } = useSend();
  const set = (change: Partial<EntryFields>) => setFields((before) => ({ ...before, ...change }));
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const found = entryFaults({ fields, inputs, document: file !== null || entry?.evidence != null }, text);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    void run(async () => {
      const evidence = file
        ? await bring(rating.id, unit, file, setPercent).finally(() => setPercent(null))
        : (entry?.evidence?.id ?? null);
      await answerOf(
        ratingEntries.ratings[':rating'].units[':unit'].indicators[':indicator'].$put({
          param: { rating: rating.id, unit, indicator },
          json: { entry: entryOf(fields, inputs, evidence), seen: entry?.revision ?? 0 },
        }),
      );
      onSaved();
    });
  };
  return (
    <form class="fields" onSubmit={send} ref={form} aria-label={`${text.edit} ${indicator}`}>
      <TroubleNotice trouble={trouble} nameOf={({ field }) => nameOfField(field, words.staff)} />
      {!fields.notAssessed && (
        <Figures inputs={inputs} parts={parts} fields={fields} faults={faults} set={set} />
      )}
      <Check
        label={text.notAssessed}
        hint={text.notAssessedHint}
        checked={fields.notAssessed}
        onChange={(notAssessed) => set({ notAssessed })}
      />
      <TextArea
        label={text.note}
        name="note"
        value={fields.note}
        error={faults.note}
        onInput={(note) => set({ note })}
      />
      <Document file={file} has={entry?.evidence?.title ?? null} fault={faults.evidence} onFile={setFile} />
      {percent !== null && <Sending percent={percent} />}
      <div class="evidence-actions">
        <button type="submit" class="button" disabled={busy}>
          {busy ? words.staff.working : text.save}
        </button>
        <button type="button" class="button quiet" disabled={busy} onClick={onClose}>
          {words.staff.cancel}
        </button>
      </div>
    </form>
  );
}

type StaffWords = ReturnType<typeof useLanguage>['words']['staff'];

/** `entry.points` → what the field is called on this page. */
function nameOfField(field: string, { ratings, assessment }: StaffWords): string | undefined {
  const name = field.replace(/^entry\./, '');
  const { points, note, evidence } = ratings.entry;
  return Object.entries({ ...assessment.inputs, points, note, evidence }).find(([one]) => one === name)?.[1];
}

/** The parts of a rule of several parts, each with its name. */
function partsOf({ result }: Rating, indicator: string): readonly RulePart[] {
  const rule = result.rules.indicators.find((one) => one.indicator === indicator);
  return rule?.source === 'entered' && rule.rule?.kind === 'weighted-mix' ? rule.rule.parts : [];
}

interface FiguresProps {
  readonly inputs: readonly string[];
  readonly parts: readonly RulePart[];
  readonly fields: EntryFields;
  readonly faults: Readonly<Record<string, string>>;
  set(change: Partial<EntryFields>): void;
}

/** The figures of a rule where the table has one, else the points by hand. */
function Figures({ inputs, parts, fields, faults, set }: FiguresProps) {
  const { lang, words } = useLanguage();
  const { ratings, assessment } = words.staff;
  const named: Readonly<Record<string, string>> = {
    ...assessment.inputs,
    ...Object.fromEntries(parts.map(({ key, name }) => [key, say(name, lang)])),
  };
  if (inputs.length === 0)
    return (
      <DecimalField
        label={ratings.entry.points}
        name="points"
        value={fields.points}
        error={faults.points}
        onInput={(points) => set({ points })}
      />
    );
  return (
    <>
      {inputs.map((input) => (
        <DecimalField
          key={input}
          label={named[input] ?? input}
          name={input}
          value={fields.values[input] ?? ''}
          error={faults[input]}
          onInput={(value) => set({ values: { ...fields.values, [input]: value } })}
        />
      ))}
    </>
  );
}

interface DocumentProps {
  readonly file: File | null;
  /** Title of the document that the entry names already. */
  readonly has: string | null;
  readonly fault: string | undefined;
  onFile(file: File): void;
}

function Document({ file, has, fault, onFile }: DocumentProps) {
  const { lang, words } = useLanguage();
  const { entry: text } = words.staff.ratings;
  const { evidence } = words.staff;
  const named = file ? evidence.chosen(file.name, sizeText(file.size, lang)) : has && text.evidenceHas(has);
  return (
    <fieldset class="evidence">
      <legend>{text.evidence}</legend>
      <p class="hint">{text.evidenceHint}</p>
      {fault && (
        <p class="error" role="alert">
          {fault}
        </p>
      )}
      <FileDrop
        label={named ? text.evidenceAnother : text.evidenceChoose}
        hint={named || text.evidenceDrop}
        accept={ACCEPTED}
        quiet
        onFile={onFile}
      />
    </fieldset>
  );
}

/** How far the document has come; once all is sent, the server checks it. */
function Sending({ percent }: { readonly percent: number }) {
  const { words } = useLanguage();
  const { evidence: text } = words.staff;
  const said = percent < ALL_SENT ? text.sending(percent) : text.checking;
  return (
    <p role="status" class="small">
      <progress max={ALL_SENT} value={percent} aria-label={said} /> {said}
    </p>
  );
}

/** Sends a document for an entry. @returns its id. @throws Trouble */
async function bring(
  rating: string,
  unit: string,
  file: File,
  onProgress: (percent: number) => void,
): Promise<string> {
  if (file.size > LARGEST_FILE) throw new Trouble('file-too-large');
  const title = file.name.replace(/\.[A-Za-z0-9]{1,8}$/, '').slice(0, 300) || file.name;
  const query = new URLSearchParams({ fileName: file.name, title });
  const [ofRating, ofUnit] = [rating, unit].map(encodeURIComponent);
  const path = `/ratings/${ofRating}/units/${ofUnit}/evidence?${query}`;
  const answer = await upload(path, file, onProgress);
  if (typeof answer !== 'object' || answer === null || !('id' in answer)) throw new Trouble('unreadable');
  return String(answer.id);
}
