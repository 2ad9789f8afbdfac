/** How the tasks of a plan are shown: by agency, deadline or criterion, narrowed by filters of the address. Plain functions. */
import type { Plan, PlanTask } from './api.ts';

/** Filter → its parameter in the address. */
export const PLAN_FILTERS = {
  view: 'xem',
  standing: 'tinh-trang',
  agency: 'co-quan',
  edit: 'sua',
} as const;

export type PlanFilter = keyof typeof PLAN_FILTERS;

export const VIEWS = ['agency', 'deadline', 'criterion'] as const;
export type PlanViewName = (typeof VIEWS)[number];

/** Words of the address. */
const VIEW_WORDS: Readonly<Record<PlanViewName, string>> = {
  agency: '',
  deadline: 'thoi-han',
  criterion: 'tieu-chi',
};
const STANDING_WORDS: Readonly<Record<PlanTask['standing'], string>> = {
  overdue: 'qua-han',
  due: 'den-han',
  later: 'chua-den-han',
  'no-day': 'han-bang-loi',
  undated: 'khong-neu-han',
  done: 'da-xong',
  dropped: 'khong-thuc-hien',
};

export const STANDINGS = Object.keys(STANDING_WORDS) as PlanTask['standing'][];

export const viewOf = (word: string): PlanViewName =>
  VIEWS.find((one) => VIEW_WORDS[one] === word) ?? 'agency';
export const viewWord = (view: PlanViewName): string => VIEW_WORDS[view];
export const standingOf = (word: string): PlanTask['standing'] | null =>
  STANDINGS.find((one) => STANDING_WORDS[one] === word) ?? null;
export const standingWord = (standing: PlanTask['standing'] | null): string =>
  standing === null ? '' : STANDING_WORDS[standing];

type Agency = Plan['agencies'][number];

/** Names an agency in the address: its code, or the words of the document. */
export const agencyKey = ({ unit, lead }: Pick<Agency, 'unit' | 'lead'>): string => unit ?? `~${lead}`;
const keyOfTask = ({ leadUnit, lead }: PlanTask): string => agencyKey({ unit: leadUnit, lead });

export function shownTasks(
  plan: Plan,
  { standing, agency }: { readonly standing: string; readonly agency: string },
): PlanTask[] {
  const wanted = standingOf(standing);
  return plan.tasks.filter(
    (task) => (wanted === null || task.standing === wanted) && (agency === '' || keyOfTask(task) === agency),
  );
}

export type TaskGroup =
  | {
      readonly by: 'agency';
      readonly key: string;
      readonly agency: Agency;
      readonly own: boolean;
      readonly tasks: readonly PlanTask[];
    }
  | {
      readonly by: 'month';
      readonly key: string;
      readonly month: string;
      readonly tasks: readonly PlanTask[];
    }
  | { readonly by: 'no-day'; readonly key: string; readonly tasks: readonly PlanTask[] }
  | { readonly by: 'undated'; readonly key: string; readonly tasks: readonly PlanTask[] }
  | { readonly by: 'area'; readonly key: string; readonly code: string; readonly tasks: readonly PlanTask[] };

export function groupsOf(plan: Plan, tasks: readonly PlanTask[], view: PlanViewName): TaskGroup[] {
  if (view === 'agency') return byAgency(plan, tasks);
  return view === 'deadline' ? byDeadline(tasks) : byArea(tasks);
}

/** The reader's own agencies first, then as the server orders them: most overdue first. */
function byAgency(plan: Plan, tasks: readonly PlanTask[]): TaskGroup[] {
  const groups = plan.agencies.flatMap((agency): Extract<TaskGroup, { by: 'agency' }>[] => {
    const own = tasks.filter((task) => keyOfTask(task) === agencyKey(agency));
    if (own.length === 0) return [];
    const mine = own.some((task) => task.mine);
    return [{ by: 'agency', key: agencyKey(agency), agency, own: mine, tasks: own }];
  });
  return groups.toSorted((a, b) => Number(b.own) - Number(a.own));
}

function byDeadline(tasks: readonly PlanTask[]): TaskGroup[] {
  const dated = tasks
    .filter(({ deadlineOn }) => deadlineOn !== null)
    .toSorted((a, b) =>
      (a.deadlineOn ?? '') < (b.deadlineOn ?? '') ? -1 : a.deadlineOn === b.deadlineOn ? 0 : 1,
    );
  const months = [...new Set(dated.map(({ deadlineOn }) => (deadlineOn ?? '').slice(0, 7)))];
  const groups = months.map((month): TaskGroup => {
    const [year = '', number = ''] = month.split('-');
    const own = dated.filter(({ deadlineOn }) => deadlineOn?.startsWith(month));
    return { by: 'month', key: month, month: `${number}/${year}`, tasks: own };
  });
  const rest = tasks.filter(({ deadlineOn }) => deadlineOn === null);
  const isBlank = ({ deadline }: PlanTask) => deadline.trim() === '';
  const without: TaskGroup[] = [
    { by: 'no-day', key: 'no-day', tasks: rest.filter((task) => !isBlank(task)) },
    { by: 'undated', key: 'undated', tasks: rest.filter(isBlank) },
  ];
  return [...groups, ...without.filter((group) => group.tasks.length > 0)];
}

const areaOf = ({ criterion }: PlanTask): string => criterion.split('.')[0] ?? criterion;

function byArea(tasks: readonly PlanTask[]): TaskGroup[] {
  const codes = [...new Set(tasks.map(areaOf))];
  return codes.map((code) => ({
    by: 'area',
    key: code,
    code,
    tasks: tasks.filter((task) => areaOf(task) === code),
  }));
}
