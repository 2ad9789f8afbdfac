import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { assessmentsScreen } from './addresses.ts';
import { type Assessment, answerOf, assessments } from './api.ts';
import { isUnsaved, type SaveState } from './assessment-autosave.ts';
import { DeadlineBanner, StageDays } from './assessment-deadline.tsx';
import { differ, entryAt, type Stage } from './assessment-draft.ts';
import { LeafFilter, type Shown } from './assessment-filter.tsx';
import { type LeafActions, mayAccept } from './assessment-leaf.tsx';
import { StepActions } from './assessment-steps.tsx';
import { jump, type SaveBoard, StateLine, Summary, SummaryLine } from './assessment-summary.tsx';
import { LeafTree } from './assessment-tree.tsx';
import './assessment.css';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { type LiveAssessment, useAssessment } from './use-assessment.ts';
import { useSend } from './use-send.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** The assessment of one unit: its officer scores and explains here, appraisers score, everybody sees the stages side by side. */
export function AssessmentScreen() {
  const { lang, words } = useLanguage();
  const { params } = useRoute();
  const [campaign, unit] = [params.campaign ?? '', params.unit ?? ''];
  const live = useAssessment(campaign, unit);
  const { data } = live;
  const { assessment: text } = words.staff;
  const title = data ? say(data.unit.name, lang) : text.title;
  const over = {
    title: data ? say(data.campaign.title, lang) : text.title,
    href: assessmentsScreen(campaign),
  };
  return (
    <Screen title={title} over={over}>
      <Loaded load={{ ...live.load, data: data ?? live.load.data }}>
        {(loaded) => <AssessmentBody data={loaded} live={live} />}
      </Loaded>
    </Screen>
  );
}

interface BodyProps {
  readonly data: Assessment;
  readonly live: LiveAssessment;
}

function AssessmentBody({ data, live }: BodyProps) {
  const { words } = useLanguage();
  const { assessment: text } = words.staff;
  const [shown, setShown] = useState<Shown>('all');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { board, report } = useSaveBoard();
  const { accept, trouble } = useAcceptance(data, live, () => setChosen(new Set()));
  const choose = useCallback(
    (code: string, on: boolean) =>
      setChosen((before) => new Set(on ? [...before, code] : [...before].filter((one) => one !== code))),
    [],
  );
  const { save, newest, refresh } = live;
  const actions: LeafActions = useMemo(
    () => ({ save, newest, refresh, report, accept: (codes) => void accept.current(codes), choose }),
    [save, newest, refresh, report, accept, choose],
  );
  useNextMissing(data);
  const stages = useMemo(() => stagesOf(data), [data.state, data.office, data.writes]);
  const missing = useMemo(
    () => new Map(data.missing.map(({ criterion, why }) => [criterion, text.places[why]])),
    [data.missing, text],
  );
  const round = data.writes === 'round-1' || data.writes === 'round-2' ? data.writes : null;
  return (
    <>
      <StateLine data={data} />
      <DeadlineBanner deadline={data.deadline} extendedUntil={data.extendedUntil} />
      <StageDays deadlines={data.deadlines} today={data.today} />
      <p class="lead-small">{leadOf(data, text)}</p>
      <TroubleNotice trouble={trouble} />
      <Summary data={data} board={board} />
      <SummaryLine data={data} board={board} />
      <div class="toolbar assessment-tools">
        <LeafFilter data={data} shown={shown} onShow={setShown} />
        {round && chosen.size > 0 && (
          <button type="button" class="button" onClick={() => void accept.current([...chosen])}>
            {text.acceptChosen(chosen.size)}
          </button>
        )}
        <button type="button" class="button quiet" onClick={() => window.print()}>
          {words.staff.print}
        </button>
      </div>
      <LeafTree
        data={data}
        stages={stages}
        shown={({ code }) => board.get(code)?.is === 'refused' || isShown(data, shown, code, missing)}
        chosen={chosen}
        missing={missing}
        epoch={live.epoch}
        actions={actions}
        acceptable={(codes) =>
          round === null
            ? []
            : codes.filter((code) => {
                const leaf = data.leaves.find((one) => one.code === code);
                const criterion = data.criteria.find((one) => one.code === code);
                return leaf && criterion && leaf.excluded === null && mayAccept(criterion, leaf, round);
              })
        }
      />
      <StepActions data={data} reload={live.reload} unsaved={[...board.values()].some(isUnsaved)} />
    </>
  );
}

/** The sentence that says what the reader does here now. */
function leadOf(
  data: Assessment,
  text: ReturnType<typeof useLanguage>['words']['staff']['assessment'],
): string {
  if (data.writes !== null) return text.leads[data.writes];
  if (data.leaves.length === 0) return text.noAreas;
  if (data.deadline?.closed) return text.closedLead;
  return data.state === 'final' ? text.finalLead : text.waitsFor(text.stageNames[data.stage ?? 'council']);
}

const SIDE_BY_SIDE: readonly Stage[] = ['self', 'round-1', 'explanation', 'round-2', 'council'];

/** The stages that show themselves, without those nobody reached. */
function stagesOf({ state, writes }: Assessment): Stage[] {
  const reached: Record<Assessment['state'], number> = {
    open: 1,
    submitted: 2,
    explaining: 3,
    explained: 4,
    appraised: 4,
    final: 5,
  };
  // While the unit types, its fields say all there is.
  return SIDE_BY_SIDE.slice(0, reached[state]).filter(
    (stage) => stage !== 'explanation' || writes !== 'explanation',
  );
}

function isShown(
  data: Assessment,
  shown: Shown,
  code: string,
  missing: ReadonlyMap<string, string>,
): boolean {
  const leaf = data.leaves.find((one) => one.code === code);
  if (!leaf || shown === 'all') return true;
  if (shown === 'missing') return missing.has(code);
  return (
    leaf.changed ||
    differ(leaf, 'self', 'round-1') ||
    differ(leaf, 'round-1', 'round-2') ||
    Boolean(entryAt(leaf, 'explanation')?.note)
  );
}

/** States of all fields that are being saved; leaving the page with something unsaved is asked about. */
function useSaveBoard(): { board: SaveBoard; report: LeafActions['report'] } {
  const [board, setBoard] = useState<SaveBoard>(new Map());
  const report = useCallback((code: string, state: SaveState) => {
    setBoard((before) => (before.get(code) === state ? before : new Map(before).set(code, state)));
  }, []);
  const unsaved = [...board.values()].some(isUnsaved);
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);
  return { board, report };
}

/** `n` leads to the next leaf that something is missing for, round and round. */
function useNextMissing(data: Assessment): void {
  const [last, setLast] = useState(-1);
  useShortcuts({
    n: () => {
      const next = (last + 1) % Math.max(data.missing.length, 1);
      const criterion = data.missing[next]?.criterion;
      setLast(next);
      if (criterion) jump(null, criterion);
    },
  });
}

/** Accepts scores as they are, one or many, and offers to take that back. */
function useAcceptance(data: Assessment, live: LiveAssessment, done: () => void) {
  const { words } = useLanguage();
  const { assessment: text } = words.staff;
  const flash = useFlash();
  const { trouble, run } = useSend();
  const param = { campaign: data.campaign.id, unit: data.unit.code };
  const call = (criteria: readonly string[], undo: boolean) =>
    answerOf(
      assessments.campaigns[':campaign'].assessments[':unit'].acceptance.$post({
        param,
        json: { criteria: [...criteria], ...(undo ? { undo } : {}) },
      }),
    );
  const accept = (criteria: readonly string[]) =>
    run(async () => {
      const { accepted, skipped } = await call(criteria, false);
      await live.renew();
      done();
      flash({
        text: text.accepted(accepted.length, skipped.length),
        undo:
          accepted.length === 0
            ? undefined
            : async () => {
                await call(accepted, true);
                await live.renew();
                flash(null);
              },
      });
    });
  // The same object for good: the leaves hold it, and are not drawn anew for it.
  const [latest] = useState({ current: accept });
  latest.current = accept;
  return { accept: latest, trouble };
}
