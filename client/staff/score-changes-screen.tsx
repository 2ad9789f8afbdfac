import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { formatInstant } from '../format.ts';
import { assessmentScreen, assessmentsScreen } from './addresses.ts';
import { AdjustmentList } from './adjustment-list.tsx';
import { type AssessmentList, answerOf, assessments, office, type ScoreChange } from './api.ts';
import { StagePoints } from './assessment-compare.tsx';
import { StageDays } from './assessment-deadline.tsx';
import './assessment.css';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { ScoreChangeDialog } from './score-change-dialog.tsx';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

interface Loading {
  readonly changes: readonly ScoreChange[];
  readonly list: AssessmentList;
}

/** Changes of final scores: proposed by one, confirmed by another. */
export function ScoreChangesScreen() {
  const { words } = useLanguage();
  const { params } = useRoute();
  const campaign = params.campaign ?? '';
  const param = { campaign };
  const { assessment } = words.staff;
  const { changes: text } = assessment;
  const [proposing, setProposing] = useState(false);
  const { trouble, run } = useSend();
  const flash = useFlash();
  const load = useLoad<Loading>(campaign, async () => {
    const { changes } = await answerOf(office.campaigns[':campaign']['score-changes'].$get({ param }));
    return { changes, list: await answerOf(assessments.campaigns[':campaign'].assessments.$get({ param })) };
  });
  const decide = (change: ScoreChange, outcome: 'confirmed' | 'refused' | 'withdrawn') =>
    run(async () => {
      const call = office.campaigns[':campaign']['score-changes'][':proposal'].$post;
      await answerOf(call({ param: { campaign, proposal: change.id }, json: { outcome } }));
      flash({ text: text.outcomes[outcome] });
      load.reload();
    });
  const final = load.data?.list.units.some(({ state }) => state === 'final') === true;
  const actions = final && (
    <button type="button" class="button" onClick={() => setProposing(true)}>
      {text.propose}
    </button>
  );
  return (
    <Screen
      title={text.title}
      over={{ title: assessment.title, href: assessmentsScreen(campaign) }}
      actions={actions}
    >
      <p>{text.lead}</p>
      <TroubleNotice trouble={trouble} />
      <Loaded load={load}>
        {({ changes, list }) => (
          <>
            <StageDays deadlines={list.deadlines} today={list.today} />
            {changes.length === 0 && <p class="empty">{final ? text.none : text.noneFinal}</p>}
            <ul class="rows">
              {changes.map((change) => (
                <ChangeLine key={change.id} campaign={campaign} change={change} decide={decide} />
              ))}
            </ul>
            {proposing && (
              <ScoreChangeDialog
                list={list}
                onClose={() => setProposing(false)}
                onDone={() => {
                  setProposing(false);
                  load.reload();
                }}
              />
            )}
          </>
        )}
      </Loaded>
    </Screen>
  );
}

interface ChangeLineProps {
  readonly campaign: string;
  readonly change: ScoreChange;
  decide(change: ScoreChange, outcome: 'confirmed' | 'refused' | 'withdrawn'): Promise<void>;
}

function ChangeLine({ campaign, change, decide }: ChangeLineProps) {
  const { lang, words } = useLanguage();
  const { assessment } = words.staff;
  const { changes: text } = assessment;
  return (
    <li class="change">
      <p>
        <a href={assessmentScreen(campaign, change.unit.code)}>{say(change.unit.name, lang)}</a> ·{' '}
        {change.score && (
          <>
            {change.score.criterion}: <StagePoints entry={change.score.before} /> →{' '}
            <StagePoints entry={change.score.after} />
          </>
        )}
        {change.adjustments && text.adjustments}
      </p>
      {change.adjustments && <AdjustmentsChanged {...change.adjustments} />}
      <p class="said">{change.reason}</p>
      <p class="small muted">
        {assessment.byAt(change.proposedBy, formatInstant(change.proposedAt, lang))}
        {change.outcome &&
          ` · ${text.outcomes[change.outcome]} ${assessment.byAt(change.decidedBy ?? '', formatInstant(change.decidedAt ?? change.proposedAt, lang))}`}
      </p>
      {change.outcome === null && (
        <p class="leaf-actions">
          {change.mine ? (
            <>
              <span class="small">{text.waitsForSecond}</span>
              <button type="button" class="button quiet" onClick={() => void decide(change, 'withdrawn')}>
                {text.withdraw}
              </button>
            </>
          ) : (
            <>
              <button type="button" class="button" onClick={() => void decide(change, 'confirmed')}>
                {text.confirm}
              </button>
              <button type="button" class="button quiet" onClick={() => void decide(change, 'refused')}>
                {text.refuse}
              </button>
            </>
          )}
        </p>
      )}
    </li>
  );
}

/** The unit's whole list before and after: what is confirmed is the list. */
function AdjustmentsChanged({ before, after }: NonNullable<ScoreChange['adjustments']>) {
  const { words } = useLanguage();
  const { changes: text } = words.staff.assessment;
  const list = (own: typeof before) =>
    own.length === 0 ? text.noAdjustments : <AdjustmentList adjustments={own} />;
  return (
    <dl class="stats">
      <div>
        <dt>{words.staff.publication.atProposal}</dt>
        <dd>{list(before)}</dd>
      </div>
      <div>
        <dt>{text.after}</dt>
        <dd>{list(after)}</dd>
      </div>
    </dl>
  );
}
