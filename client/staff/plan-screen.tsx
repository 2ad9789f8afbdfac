import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { formatDate } from '../format.ts';
import { PLANS, planScreen } from './addresses.ts';
import { answerOf, type Plan, planFile, plans } from './api.ts';
import { useFlash } from './flash.ts';
import { keptChanges, planKept } from './kept-changes.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Notice, TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { PlanAnnex } from './plan-annex.tsx';
import { PlanEditor } from './plan-editor.tsx';
import { PlanIssueDialog } from './plan-issue-dialog.tsx';
import { PlanLead } from './plan-lead.tsx';
import { PLAN_FILTERS } from './plan-shown.ts';
import { PlanTasks } from './plan-tasks.tsx';
import { PlanState } from './plans-screen.tsx';
import { useFilters } from './use-filters.ts';
import { useReopening } from './use-keeping.ts';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';
import './plans.css';

/** One plan: what it says at a glance, its tasks, and the annex on paper. A draft can be changed. */
export function PlanScreen() {
  const { words } = useLanguage();
  const { plans: text } = words.staff;
  const id = useRoute().params.plan ?? '';
  const filters = useFilters(PLAN_FILTERS);
  const load = useLoad(`plan ${id}`, () => answerOf(plans.plans[':plan'].$get({ param: { plan: id } })));
  const editor = useReopening(load);
  const editing = load.data?.mayChange === true && filters.values.edit !== '';
  return (
    <Screen title={load.data?.title ?? text.plan} over={{ title: text.title, href: PLANS }}>
      <Loaded load={load}>
        {(plan) => (
          <>
            <PlanHead plan={plan} />
            <PlanTools plan={plan} editing={editing} onChanged={load.reload} />
            {editing ? (
              <PlanEditor
                key={`${plan.id} ${editor.key}`}
                plan={plan}
                onSaved={load.reload}
                onReload={editor.reopen}
              />
            ) : (
              <div class="plan-on-screen">
                {plan.mayChange && keptChanges(planKept(plan.id), plan.revision) !== null && (
                  <Notice kind="warn">
                    <p>{text.kept}</p>
                  </Notice>
                )}
                <PlanLead plan={plan} />
                <PlanTasks plan={plan} filters={filters} onReported={load.reload} />
              </div>
            )}
            <PlanAnnex plan={plan} />
          </>
        )}
      </Loaded>
    </Screen>
  );
}

function PlanHead({ plan }: { readonly plan: Plan }) {
  const { lang, words } = useLanguage();
  const { plans: text } = words.staff;
  const { document, source, fromCampaign } = plan;
  const lines = [
    document && text.decided(document.number, formatDate(document.day, lang)),
    source && text.source(source),
    fromCampaign && text.from(say(fromCampaign.title, lang), fromCampaign.year),
  ].filter(Boolean);
  return (
    <div class="plan-head">
      <p class="muted small">
        <PlanState state={plan.state} /> {say(plan.unit.name, lang)} · {text.year(plan.year)} ·{' '}
        {text.tasks(plan.counts.tasks)}
      </p>
      {lines.map((line) => (
        <p key={line} class="muted small">
          {line}
        </p>
      ))}
    </div>
  );
}

interface ToolsProps {
  readonly plan: Plan;
  readonly editing: boolean;
  onChanged(): void;
}

/** What can be done with a plan as a whole. */
function PlanTools({ plan, editing, onChanged }: ToolsProps) {
  const { words } = useLanguage();
  const { tools } = words.staff.plans;
  const filters = useFilters(PLAN_FILTERS);
  const [issuing, setIssuing] = useState(false);
  const { busy, trouble, remove, takeBack } = usePlanWork(plan, onChanged);
  return (
    <>
      <TroubleNotice trouble={trouble} />
      <div class="toolbar">
        {plan.mayChange && (
          <a class="button quiet" href={filters.href({ edit: editing ? '' : '1' })}>
            {editing ? tools.read : tools.edit}
          </a>
        )}
        {plan.mayIssue && !editing && (
          <button type="button" class="button" onClick={() => setIssuing(true)}>
            {tools.issue}
          </button>
        )}
        {plan.mayTakeBack && (
          <button type="button" class="button quiet" disabled={busy} onClick={takeBack}>
            {tools.takeBack}
          </button>
        )}
        <a class="button quiet" href={planFile(plan.id, 'sheet')} download>
          {tools.workbook}
        </a>
        {plan.whole && (
          <a class="button quiet" href={planFile(plan.id, 'file')} download>
            {tools.file}
          </a>
        )}
        <button type="button" class="button quiet" onClick={() => print()}>
          {tools.print}
        </button>
        {plan.mayChange && !editing && (
          <button type="button" class="button quiet" disabled={busy} onClick={remove}>
            {tools.remove}
          </button>
        )}
      </div>
      {issuing && <PlanIssueDialog plan={plan} onClose={() => setIssuing(false)} onIssued={onChanged} />}
    </>
  );
}

/** Throwing a draft away, which can be undone by making it again; and taking an issue back. */
function usePlanWork(plan: Plan, onChanged: () => void) {
  const { tools } = useLanguage().words.staff.plans;
  const { route } = useLocation();
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const param = { plan: plan.id };
  const remove = () =>
    void run(async () => {
      const { plan: json } = await answerOf(plans.plans[':plan'].file.$get({ param }));
      const undo = async () => route(planScreen((await answerOf(plans.plans.$post({ json }))).id));
      await answerOf(plans.plans[':plan'].$delete({ param, json: { revision: plan.revision } }));
      flash({ text: tools.removed(plan.title), undo, onNext: true });
      route(PLANS);
    });
  const takeBack = () =>
    void run(async () => {
      const json = { revision: plan.revision, document: null };
      await answerOf(plans.plans[':plan'].issue.$put({ param, json }));
      flash({ text: tools.takenBack });
      onChanged();
    });
  return { busy, trouble, remove, takeBack };
}
