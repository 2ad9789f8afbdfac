import { formatInstant, formatPercent } from '../format.ts';
import { answerOf, type PlanTask, planFile, plans } from './api.ts';
import { sizeText } from './evidence-list.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { useLoad } from './use-load.ts';

interface ListProps {
  readonly plan: string;
  readonly task: PlanTask;
}

/** Everything that was reported on a task, the latest first. */
export function PlanReportList({ plan, task }: ListProps) {
  const { lang, words } = useLanguage();
  const { task: text } = words.staff.plans;
  const param = { plan, task: String(task.position) };
  // Another number of reports asks anew.
  const load = useLoad(`${plan} ${task.position} ${task.reports}`, () =>
    answerOf(plans.plans[':plan'].tasks[':task'].progress.$get({ param })),
  );
  return (
    <Loaded load={load}>
      {({ reports }) => (
        <ol class="plan-reports">
          {reports.map(({ id, state, percent, note, file, by, at }) => (
            <li key={id}>
              <p class="small muted">
                {by}, {formatInstant(at, lang)} · {text.states[state]}
                {percent !== null && ` · ${formatPercent(String(percent), lang, 0)}`}
              </p>
              <p>{note}</p>
              {file && (
                <p class="small">
                  <a href={planFile(plan, `progress/${id}/file`)} download>
                    {text.document(file.name)}
                  </a>{' '}
                  ({sizeText(file.bytes, lang)})
                </p>
              )}
            </li>
          ))}
        </ol>
      )}
    </Loaded>
  );
}
