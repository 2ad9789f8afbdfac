import { useState } from 'preact/hooks';
import { minusText } from '../decimal-text.ts';
import { formatDate, formatExact, formatInstant } from '../format.ts';
import type { Plan, PlanTask } from './api.ts';
import { useLanguage } from './language.tsx';
import { PlanReportForm } from './plan-report-form.tsx';
import { PlanReportList } from './plan-report-list.tsx';

interface ItemProps {
  readonly plan: Plan;
  readonly task: PlanTask;
  readonly leadName: string;
  onReported(): void;
}

const TINTS: Readonly<Record<PlanTask['standing'], string>> = {
  overdue: 'low',
  due: 'state-accepting',
  later: 'state-before',
  'no-day': 'state-before',
  undated: 'state-before',
  done: 'top',
  dropped: 'state-over',
};

/** One task: what is to be reached by when and by whom, how far it is, and the report on it. */
export function PlanTaskItem({ plan, task, leadName, onReported }: ItemProps) {
  const { words } = useLanguage();
  const { plans: text } = words.staff;
  return (
    <li class="plan-task">
      <h3>
        <span class="plan-code">{task.criterion}</span> {task.name}{' '}
        <span class={`tag ${TINTS[task.standing]}`}>{text.standings[task.standing]}</span>
      </h3>
      <TaskFacts task={task} leadName={leadName} />
      <details>
        <summary class="small">{text.task.more}</summary>
        <dl class="plan-facts">
          <Fact name={text.task.product} value={task.product} />
          <Fact name={text.task.requirement} value={task.requirement} />
          <Fact name={text.task.coordinating} value={task.coordinating} />
        </dl>
      </details>
      <TaskOutcome task={task} />
      {plan.state === 'issued' && <TaskProgress plan={plan} task={task} onReported={onReported} />}
    </li>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  const { task: text } = useLanguage().words.staff.plans;
  return (
    <div>
      <dt>{name}</dt>
      <dd class={value === '' ? 'muted' : undefined}>{value || text.nothing}</dd>
    </div>
  );
}

function TaskFacts({ task, leadName }: Pick<ItemProps, 'task' | 'leadName'>) {
  const { lang, words } = useLanguage();
  const { task: text, inWords } = words.staff.plans;
  const { target, targetPoints, deadline, deadlineOn, lead, leadUnit } = task;
  const points = targetPoints === null ? '' : text.targetPoints(formatExact(targetPoints, lang));
  const day = deadlineOn === null ? '' : text.day(formatDate(deadlineOn, lang));
  // Where the words are the name of the unit, they are not said twice.
  const written = leadUnit !== null && lead !== '' && lead !== leadName ? lead : '';
  return (
    <dl class="plan-facts">
      <Fact name={text.target} value={[target, points && `(${points})`].filter(Boolean).join(' ')} />
      <Fact name={text.deadline} value={[deadline, day && `(${day})`].filter(Boolean).join(' ')} />
      <div>
        <dt>{text.lead}</dt>
        <dd>
          {leadName}
          {written && <span class="under small muted">{written}</span>}
          {leadUnit === null && lead !== '' && <span class="under small muted">{inWords}</span>}
        </dd>
      </div>
    </dl>
  );
}

/** The target against the result of the year. */
function TaskOutcome({ task: { outcome } }: Pick<ItemProps, 'task'>) {
  const { lang, words } = useLanguage();
  const { outcome: text } = words.staff.plans;
  if (!outcome) return null;
  const { target, points, difference, reason } = outcome;
  const shown = (value: string) => formatExact(value, lang);
  const said =
    points === null || difference === null
      ? reason && text.reasons[reason]
      : difference.startsWith('-')
        ? text.missed(shown(points), shown(target), shown(minusText(target, points)))
        : text.reached(shown(points), shown(target));
  return (
    <p class="small">
      <strong>{text.title}:</strong> {said}
    </p>
  );
}

function TaskProgress({ plan, task, onReported }: Omit<ItemProps, 'leadName'>) {
  const { lang, words } = useLanguage();
  const { plans: text } = words.staff;
  const [open, setOpen] = useState<'form' | 'reports' | null>(null);
  const { percent, reports, lastReport, mayReport, criterion } = task;
  const of = <span class="visually-hidden"> {text.task.of(criterion)}</span>;
  return (
    <div class="plan-progress">
      {percent !== null && <Gauge percent={percent} />}
      <p class="small">
        {lastReport
          ? `${text.task.last(formatInstant(lastReport.at, lang))} ${lastReport.note}`
          : text.task.noReport}
      </p>
      <p class="plan-actions">
        {mayReport && open !== 'form' && (
          <button type="button" class="button quiet" onClick={() => setOpen('form')}>
            {text.report.open}
            {of}
          </button>
        )}
        {reports > 0 && (
          <button
            type="button"
            class="link-button"
            aria-expanded={open === 'reports'}
            onClick={() => setOpen(open === 'reports' ? null : 'reports')}
          >
            {open === 'reports' ? text.task.hideReports : text.task.reports(reports)}
            {of}
          </button>
        )}
      </p>
      {open === 'form' && (
        <PlanReportForm
          plan={plan.id}
          task={task}
          onClose={() => setOpen(null)}
          onReported={() => {
            setOpen(null);
            onReported();
          }}
        />
      )}
      {open === 'reports' && <PlanReportList plan={plan.id} task={task} />}
    </div>
  );
}

function Gauge({ percent }: { readonly percent: number }) {
  const { task: text } = useLanguage().words.staff.plans;
  const said = text.progress(percent);
  return (
    <p class="small">
      <progress max={100} value={percent} aria-label={said} /> {said}
    </p>
  );
}
