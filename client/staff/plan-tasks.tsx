import { say } from '../../survey-forms/form.ts';
import type { Plan } from './api.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { Segments } from './parts/segments.tsx';
import { countsText } from './plan-counts.ts';
import {
  agencyKey,
  groupsOf,
  type PlanFilter,
  STANDINGS,
  shownTasks,
  standingOf,
  standingWord,
  type TaskGroup,
  VIEWS,
  viewOf,
  viewWord,
} from './plan-shown.ts';
import { PlanTaskItem } from './plan-task-item.tsx';
import type { Filters } from './use-filters.ts';

interface TasksProps {
  readonly plan: Plan;
  readonly filters: Filters<PlanFilter>;
  onReported(): void;
}

/** The tasks in groups; what is shown stands in the address. */
export function PlanTasks({ plan, filters, onReported }: TasksProps) {
  const { words } = useLanguage();
  const { plans: text } = words.staff;
  const { values } = filters;
  const view = viewOf(values.view);
  const tasks = shownTasks(plan, values);
  const narrowed = values.standing !== '' || values.agency !== '';
  return (
    <>
      <div class="plan-filters">
        <Segments
          name="view"
          legend={text.show}
          choices={VIEWS}
          chosen={view}
          label={(one) => text.views[one]}
          choose={(one) => filters.set({ view: viewWord(one) })}
        />
        <StandingChoice filters={filters} />
        <AgencyChoice plan={plan} filters={filters} />
      </div>
      {narrowed && (
        <p class="small" role="status">
          {text.filter.shown(tasks.length, plan.tasks.length)}{' '}
          <button type="button" class="link-button" onClick={() => filters.set({ standing: '', agency: '' })}>
            {text.filter.clear}
          </button>
        </p>
      )}
      {tasks.length === 0 && narrowed && <p class="empty">{text.filter.none}</p>}
      {groupsOf(plan, tasks, view).map((group) => (
        <Group key={group.key} plan={plan} group={group} onReported={onReported} />
      ))}
    </>
  );
}

/** A choice that no task is like is still one: it says that there is none. */
function StandingChoice({ filters }: Pick<TasksProps, 'filters'>) {
  const { filter, standings } = useLanguage().words.staff.plans;
  return (
    <ChoiceField
      label={filter.standing}
      name="standing"
      value={standingOf(filters.values.standing) ?? ''}
      choices={[['', filter.all] as const, ...STANDINGS.map((one) => [one, standings[one]] as const)]}
      onChoose={(one) => filters.set({ standing: one === '' ? '' : standingWord(one) })}
    />
  );
}

/** Words of a document may fill a page. */
const LONGEST_NAME = 80;
const shortened = (name: string) => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name);

function useAgencyName(plan: Plan): (agency: Pick<Plan['agencies'][number], 'unit' | 'lead'>) => string {
  const { lang, words } = useLanguage();
  const names = new Map(plan.units.map(({ code, name }) => [code, say(name, lang)]));
  return ({ unit, lead }) => (unit === null ? lead : names.get(unit)) || words.staff.plans.noLead;
}

function AgencyChoice({ plan, filters }: Pick<TasksProps, 'plan' | 'filters'>) {
  const { filter } = useLanguage().words.staff.plans;
  const nameOf = useAgencyName(plan);
  const known = plan.agencies.map((one) => [agencyKey(one), shortened(nameOf(one))] as const);
  const { agency } = filters.values;
  const value = known.some(([key]) => key === agency) ? agency : '';
  return (
    <ChoiceField
      label={filter.agency}
      name="agency"
      value={value}
      choices={[['', filter.all] as const, ...known]}
      onChoose={(one) => filters.set({ agency: one })}
    />
  );
}

interface GroupProps extends Pick<TasksProps, 'plan' | 'onReported'> {
  readonly group: TaskGroup;
}

function Group({ plan, group, onReported }: GroupProps) {
  const { lang } = useLanguage();
  const nameOf = useAgencyName(plan);
  const title = useGroupTitle(plan, nameOf)(group);
  const { words } = useLanguage();
  const { plans: text } = words.staff;
  return (
    <section class="plan-group" aria-label={title}>
      <h2>
        {title} {group.by === 'agency' && group.own && <span class="tag mid">{text.own}</span>}
      </h2>
      {group.by === 'agency' && (
        <p class="small muted">
          {text.tasks(group.agency.counts.tasks)}: {countsText(group.agency.counts, lang)}
          {group.agency.unit === null && group.agency.lead !== '' && ` · ${text.inWords}`}
        </p>
      )}
      <ul class="plan-tasks">
        {group.tasks.map((task) => (
          <PlanTaskItem
            key={task.position}
            plan={plan}
            task={task}
            leadName={nameOf({ unit: task.leadUnit, lead: task.lead })}
            onReported={onReported}
          />
        ))}
      </ul>
    </section>
  );
}

function useGroupTitle(plan: Plan, nameOf: ReturnType<typeof useAgencyName>): (group: TaskGroup) => string {
  const { lang, words } = useLanguage();
  const { plans: text } = words.staff;
  return (group) => {
    if (group.by === 'agency') return nameOf(group.agency);
    if (group.by === 'month') return text.month(group.month);
    if (group.by === 'no-day') return text.withoutDay;
    if (group.by === 'undated') return text.undated;
    const area = plan.areas.find(({ code }) => code === group.code);
    return area ? `${group.code}. ${say(area.name, lang)}` : text.area(group.code);
  };
}
