import { useEffect, useRef, useState } from 'preact/hooks';
import { ArithmeticLine } from '../arithmetic-line.tsx';
import { formatShort } from '../format.ts';
import { answerOf, assessments } from './api.ts';
import type { SaveState } from './assessment-autosave.ts';
import {
  type AssessedCriterion,
  type AssessedLeaf,
  type Entry,
  entryAt,
  isWritten,
  readDraft,
} from './assessment-draft.ts';
import { scoreErrors } from './assessment-errors.ts';
import { ScoreFields } from './assessment-fields.tsx';
import { useLanguage } from './language.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { type Trouble, troubleOf } from './trouble.ts';
import type { LiveAssessment, Written } from './use-assessment.ts';
import { useDraft } from './use-draft.ts';
import { useSend } from './use-send.ts';

export interface AppraisalEditorProps {
  readonly campaign: string;
  readonly unit: string;
  readonly criterion: AssessedCriterion;
  readonly leaf: AssessedLeaf;
  readonly stage: Written;
  readonly save: LiveAssessment['save'];
  readonly newest: LiveAssessment['newest'];
  /** Tells the page that the score was refused, so that what was typed stays in sight. */
  report(criterion: string, state: SaveState): void;
  onClose(): void;
}

/** An appraiser's score: begun from what stands, stored when he says so, with the arithmetic while he types. */
export function AppraisalEditor(props: AppraisalEditorProps) {
  const { criterion, leaf, stage, save, newest, report, onClose } = props;
  const { lang, words } = useLanguage();
  const { assessment: text, cancel, working } = words.staff;
  const { code } = criterion;
  const seen = useRef(entryAt(leaf, stage)?.revision ?? 0);
  const [draft, setDraft] = useDraft(startOf(leaf, stage), criterion);
  const [checked, setChecked] = useState(false);
  const { busy, trouble, run, clear } = useSend();
  const { entry, unreadable } = readDraft(draft, criterion, lang);
  const tried = useTry(props, entry);
  useEffect(() => () => report(code, { is: 'rest' }), [code, report]);
  const send = () =>
    run(async () => {
      const given = entry.state === 'blank' ? { ...entry, state: 'scored' as const } : entry;
      try {
        await save(stage, code, given, seen.current);
      } catch (error) {
        const refused = troubleOf(error);
        if (refused.code === 'changed-meanwhile') {
          report(code, { is: 'refused', trouble: refused });
          // The other's score stands beside the refusal with its reason; where it cannot be read, the refusal says the points.
          await newest(code).catch(() => {});
        }
        throw error;
      }
      onClose();
    });
  const settle = async (theirs: boolean) => {
    if (theirs) return onClose();
    // Mine is written over the score that is shown, not over one that came after it.
    seen.current = entryAt(leaf, stage)?.revision ?? 0;
    await send();
  };
  const conflict = trouble?.code === 'changed-meanwhile' ? trouble : null;
  const shown = trouble ?? (entry.state === 'scored' ? tried.trouble : null);
  const errors = scoreErrors(shown, code, checked ? unreadable : [], words);
  return (
    <form
      class="editor"
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (unreadable.length === 0) void send();
      }}
    >
      <ScoreFields
        criterion={criterion}
        stage={stage}
        draft={draft}
        errors={errors}
        onChange={(part) => {
          setDraft({ ...draft, ...part });
          // Who was quicker stays told until one of the two scores is chosen.
          if (!conflict) clear();
        }}
      />
      {tried.arithmetic && tried.points !== null && (
        <p class="result-line">
          <b>{text.pointsOf(formatShort(tried.points, 4, lang))}</b>{' '}
          <ArithmeticLine parts={tried.arithmetic} lang={lang} />
        </p>
      )}
      {conflict ? (
        <div class="note warn" role="alert">
          <p>
            <strong>{text.quicker}</strong> {conflict.places.map(({ sentence }) => sentence).join(' ')}{' '}
            {text.nothingStored}
          </p>
          <p class="row-actions">
            <button type="button" class="link-button" onClick={() => void settle(true)}>
              {text.takeTheirs}
            </button>
            <button type="button" class="link-button" onClick={() => void settle(false)}>
              {text.keepMine}
            </button>
          </p>
        </div>
      ) : (
        trouble?.code !== 'score-invalid' && <TroubleNotice trouble={trouble} />
      )}
      <p class="editor-actions">
        <button type="submit" class="button" disabled={busy}>
          {busy ? working : text.saveScore}
        </button>
        <button type="button" class="button quiet" onClick={onClose}>
          {cancel}
        </button>
      </p>
    </form>
  );
}

/** From the score of this round; else of the round before; else from the claim, whose note is the unit's own. */
function startOf(leaf: AssessedLeaf, stage: Written): Entry | undefined {
  const now = entryAt(leaf, stage);
  if (isWritten(now)) return now;
  const before = stage === 'round-2' ? entryAt(leaf, 'round-1') : undefined;
  if (isWritten(before)) return before;
  const claim = entryAt(leaf, 'self');
  return claim && { ...claim, note: claim.state === 'not-assessed' ? claim.note : null };
}

interface Tried {
  readonly points: string | null;
  readonly arithmetic: Parameters<typeof ArithmeticLine>[0]['parts'] | null;
  readonly trouble: Trouble | null;
}

const NOTHING_TRIED: Tried = { points: null, arithmetic: null, trouble: null };
const PAUSE_MS = 300;

/** Asks the server what a score would give, without storing it. */
function useTry({ campaign, unit, criterion, stage }: AppraisalEditorProps, entry: Entry): Tried {
  const [tried, setTried] = useState<Tried>(NOTHING_TRIED);
  const asked = JSON.stringify([entry.state, entry.inputs, entry.points]);
  useEffect(() => {
    setTried(NOTHING_TRIED);
    if (entry.state !== 'scored') return;
    let gone = false;
    const timer = setTimeout(async () => {
      const param = { campaign, unit, stage, criterion: criterion.code };
      const call = assessments.campaigns[':campaign'].assessments[':unit'][':stage'][':criterion'].try.$post;
      const outcome = await answerOf(call({ param, json: { entry } })).then(
        (answer): Tried => ({ ...answer, trouble: null }),
        (error: unknown): Tried => ({ ...NOTHING_TRIED, trouble: troubleOf(error) }),
      );
      if (!gone) setTried(outcome);
    }, PAUSE_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [asked]);
  return tried;
}
