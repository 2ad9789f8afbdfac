import { useEffect, useState } from 'preact/hooks';
import { ArithmeticLine } from '../arithmetic-line.tsx';
import { formatShort } from '../format.ts';
import { isUnsaved, type SaveState, useAutosave } from './assessment-autosave.ts';
import {
  type AssessedCriterion,
  type AssessedLeaf,
  asBlank,
  type Draft,
  draftOf,
  type Entry,
  entryAt,
  readDraft,
} from './assessment-draft.ts';
import { scoreErrors } from './assessment-errors.ts';
import { ScoreFields } from './assessment-fields.tsx';
import { LOCKED, useKeptScore } from './assessment-kept.tsx';
import { RatioLine } from './assessment-ratio.tsx';
import { SaveLine } from './assessment-save-line.tsx';
import { useLanguage } from './language.tsx';
import { Field } from './parts/field.tsx';
import { Trouble } from './trouble.ts';
import type { LiveAssessment } from './use-assessment.ts';
import { useDraft } from './use-draft.ts';

export interface OwnEditorProps {
  readonly criterion: AssessedCriterion;
  readonly leaf: AssessedLeaf;
  readonly save: LiveAssessment['save'];
  readonly newest: LiveAssessment['newest'];
  /** Tells the page how far this field is with saving. */
  report(criterion: string, state: SaveState): void;
  /** The stage is over, though the page did not know it yet. */
  onLocked(): void;
  /** Name of what the device keeps, of `kept-changes.ts`. */
  readonly keptAs: string;
}

/** The unit's own score: saved while it is typed, with the arithmetic of its rule at once. */
export function SelfEditor({ criterion, leaf, save, newest, report, onLocked, keptAs }: OwnEditorProps) {
  const { lang, words } = useLanguage();
  const { code } = criterion;
  const stored = entryAt(leaf, 'self');
  const { kept, seen, keeping } = useKeptScore<Entry>(keptAs, stored?.revision ?? 0);
  const [draft, setDraft] = useDraft(kept ?? stored, criterion);
  const { entry, unreadable } = readDraft(draft, criterion, lang);
  const [refused, setRefused] = useState<Trouble | null>(null);
  const send = async (value: Entry): Promise<string> => {
    const keep = async (one: Entry) => {
      const saved = await save('self', code, one, seen.current);
      seen.current = saved.entry.revision;
      return saved.entry.at;
    };
    try {
      const at = await keep(value);
      setRefused(null);
      return at;
    } catch (error) {
      if (!(error instanceof Trouble) || error.code !== 'score-invalid') throw error;
      // What is wrong is told, and what was typed is kept all the same.
      setRefused(error);
      return keep(asBlank(value));
    }
  };
  const saver = useAutosave(send, keeping);
  useReports(saver.state, code, report, onLocked);
  useEffect(() => {
    if (kept) saver.change(kept);
  }, []);
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    setRefused(null);
    saver.change(readDraft(next, criterion, lang).entry);
  };
  const settle = async (theirs: boolean) => {
    const leaf = await newest(code);
    const other = leaf && entryAt(leaf, 'self');
    seen.current = other?.revision ?? 0;
    if (theirs) {
      setDraft(draftOf(other, criterion, lang));
      return saver.rest();
    }
    saver.change(entry);
    saver.flush();
  };
  const errors = scoreErrors(refused, code, isUnsaved(saver.state) ? [] : unreadable, words);
  const settled = saver.state.is === 'rest' || saver.state.is === 'saved' ? stored : undefined;
  return (
    <div class="editor">
      <ScoreFields
        criterion={criterion}
        stage="self"
        draft={draft}
        errors={errors}
        onChange={change}
        onLeave={saver.flush}
      />
      {criterion.computed && settled?.state === 'scored' && (
        <p class="result-line">
          <b>{words.staff.assessment.pointsOf(formatShort(settled.points ?? '0', 4, lang))}</b>{' '}
          {settled.arithmetic && <ArithmeticLine parts={settled.arithmetic} lang={lang} />}
        </p>
      )}
      {settled && <RatioLine entry={settled} />}
      {kept && saver.state.is !== 'rest' && <p class="small">{words.staff.assessment.restored}</p>}
      <SaveLine state={saver.state} faulty={Object.keys(errors).length > 0} onSettle={settle} />
    </div>
  );
}

function useReports(
  state: SaveState,
  code: string,
  report: OwnEditorProps['report'],
  onLocked: OwnEditorProps['onLocked'],
): void {
  useEffect(() => {
    report(code, state);
    if (state.is === 'refused' && LOCKED.includes(state.trouble.code)) onLocked();
  }, [state, code, report, onLocked]);
}

/** An explanation alone: no score is given with it. */
const saying = (note: string): Entry => ({ state: 'blank', points: null, inputs: null, note, source: null });

/** What the unit says to the score of round 1. */
export function ExplanationEditor(props: OwnEditorProps) {
  const { criterion, leaf, save, newest, report, onLocked, keptAs } = props;
  const { words } = useLanguage();
  const { code } = criterion;
  const stored = entryAt(leaf, 'explanation');
  const { kept, seen, keeping } = useKeptScore<Entry>(keptAs, stored?.revision ?? 0);
  const [note, setNote] = useState((kept ?? stored)?.note ?? '');
  const saver = useAutosave(async (entry: Entry) => {
    const saved = await save('explanation', code, entry, seen.current);
    seen.current = saved.entry.revision;
    return saved.entry.at;
  }, keeping);
  useReports(saver.state, code, report, onLocked);
  useEffect(() => {
    if (kept) saver.change(kept);
  }, []);
  const settle = async (theirs: boolean) => {
    const leaf = await newest(code);
    const other = leaf && entryAt(leaf, 'explanation');
    seen.current = other?.revision ?? 0;
    if (theirs) {
      setNote(other?.note ?? '');
      return saver.rest();
    }
    saver.change(saying(note));
    saver.flush();
  };
  return (
    <div class="editor">
      <Field label={words.staff.assessment.explain} hint={words.staff.assessment.explainHint}>
        {(control) => (
          <textarea
            {...control}
            rows={3}
            value={note}
            onInput={(event) => {
              setNote(event.currentTarget.value);
              saver.change(saying(event.currentTarget.value));
            }}
            onBlur={saver.flush}
          />
        )}
      </Field>
      {kept && saver.state.is !== 'rest' && <p class="small">{words.staff.assessment.restored}</p>}
      <SaveLine state={saver.state} onSettle={settle} />
    </div>
  );
}
