import { useRef } from 'preact/hooks';
import { answerOf, type ReportShown, reports } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Field } from './parts/field.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import type { Sentence } from './report-writing.tsx';
import { fieldError } from './trouble.ts';
import { useSend } from './use-send.ts';

interface ReportSentenceProps {
  readonly province: string;
  readonly sentence: Sentence;
  /** What is being written; undefined: nothing. */
  readonly draft: string | undefined;
  readonly values: ReportShown['values'];
  readonly mayEdit: boolean;
  onDraft(draft: string | null): void;
  onSaved(): void;
}

/** A sentence of the report: what stands, and for who may, a field to write it, the gaps to put in, and the way back. */
export function ReportSentence(props: ReportSentenceProps) {
  const { sentence, draft, mayEdit } = props;
  const { words } = useLanguage();
  const { reports: text } = words.staff;
  const state = draft !== undefined ? text.unsaved : sentence.revision > 0 ? text.edited : text.shipped;
  return (
    <details class="report-part">
      <summary>
        <b>{text.parts[sentence.part]}</b> <span class="small muted">{state}</span>
      </summary>
      {mayEdit ? <Writing {...props} /> : <p class="pre-lines">{sentence.body}</p>}
    </details>
  );
}

function Writing({ province, sentence, draft, values, onDraft, onSaved }: ReportSentenceProps) {
  const { words } = useLanguage();
  const { reports: text } = words.staff;
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const area = useRef<HTMLTextAreaElement>(null);
  const { part, body, shipped, revision } = sentence;
  const put = async (wanted: string | null, seen: number) => {
    const param = { province, part };
    const address = reports['report-templates'][':province'][':part'];
    const stored = await answerOf(address.$put({ param, json: { body: wanted, revision: seen } }));
    onSaved();
    return stored.revision;
  };
  const save = () =>
    run(async () => {
      await put(draft ?? body, revision);
      flash({ text: text.saved(text.parts[part]) });
    });
  const reset = () =>
    run(async () => {
      const now = await put(null, revision);
      const undo = () => put(body, now).then(() => undefined);
      flash({ text: text.wasReset(text.parts[part]), undo });
    });
  /** At the place of the cursor, which stays behind it. */
  const insert = (name: string) => {
    const [now, field] = [draft ?? body, area.current];
    const [from, to] = [field?.selectionStart ?? now.length, field?.selectionEnd ?? now.length];
    onDraft(`${now.slice(0, from)}{{${name}}}${now.slice(to)}`);
    field?.focus();
  };
  return (
    <div class="fields wide-fields">
      <TroubleNotice trouble={trouble} fields={{ body: text.body }} />
      <Field label={text.body} error={fieldError(trouble, 'body', words)}>
        {(control) => (
          <textarea
            {...control}
            ref={area}
            name={part}
            rows={4}
            value={draft ?? body}
            onInput={(event) => onDraft(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={text.insert}>
        {(control) => (
          <select
            {...control}
            value=""
            onChange={(event) => {
              if (event.currentTarget.value !== '') insert(event.currentTarget.value);
            }}
          >
            <option value="">{text.choosePlaceholder}</option>
            {values.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div class="toolbar">
        <button
          type="button"
          class="button"
          disabled={busy || draft === undefined}
          onClick={() => void save()}
        >
          {busy ? words.staff.working : text.save}
        </button>
        {draft !== undefined && (
          <button type="button" class="button quiet" disabled={busy} onClick={() => onDraft(null)}>
            {text.leave}
          </button>
        )}
        {revision > 0 && (
          <button type="button" class="button quiet" disabled={busy} onClick={() => void reset()}>
            {text.reset}
          </button>
        )}
      </div>
      {revision > 0 && (
        <p class="small muted pre-lines">
          {text.shipped}: {shipped}
        </p>
      )}
    </div>
  );
}
