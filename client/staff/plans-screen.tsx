import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { planScreen } from './addresses.ts';
import { answerOf, type PlanList, plans } from './api.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { countsText } from './plan-counts.ts';
import { PlanDialog } from './plan-dialog.tsx';
import { useLoad } from './use-load.ts';

type Listed = PlanList['plans'][number];

/** Improvement plans, the latest year first; an agency sees those that give it something to do. */
export function PlansScreen() {
  const { words } = useLanguage();
  const { plans: text } = words.staff;
  const [making, setMaking] = useState(false);
  const load = useLoad('plans', () => answerOf(plans.plans.$get()));
  const mayMake = load.data?.mayMake === true;
  const actions = mayMake && (
    <button type="button" class="button" onClick={() => setMaking(true)}>
      {text.create}
    </button>
  );
  return (
    <Screen title={text.title} actions={actions}>
      <Loaded load={load}>
        {({ plans: list }) =>
          list.length === 0 ? (
            <p class="empty">{mayMake ? text.none : text.noneRead}</p>
          ) : (
            <PlanTable list={list} />
          )
        }
      </Loaded>
      {making && <PlanDialog onClose={() => setMaking(false)} />}
    </Screen>
  );
}

export function PlanState({ state }: Pick<Listed, 'state'>) {
  const { states } = useLanguage().words.staff.plans;
  return <span class={`tag ${state === 'draft' ? 'state-accepting' : 'state-open'}`}>{states[state]}</span>;
}

function PlanTable({ list }: { readonly list: readonly Listed[] }) {
  const { plans: text } = useLanguage().words.staff;
  return (
    <table class="block-s">
      <thead>
        <tr>
          <th scope="col">{text.plan}</th>
          <th scope="col">{text.state}</th>
          <th scope="col" class="wide">
            {text.standing}
          </th>
        </tr>
      </thead>
      <tbody>
        {list.map((plan) => (
          <PlanRow key={plan.id} plan={plan} />
        ))}
      </tbody>
    </table>
  );
}

function PlanRow({ plan }: { readonly plan: Listed }) {
  const { lang, words } = useLanguage();
  const { plans: text } = words.staff;
  const counts = countsText(plan.counts, lang);
  return (
    <tr>
      <th scope="row">
        <a href={planScreen(plan.id)}>{plan.title}</a>
        <span class="under small muted">
          {say(plan.unit.name, lang)} · {text.year(plan.year)} · {text.tasks(plan.counts.tasks)}
        </span>
        {plan.mine > 0 && <span class="under small">{text.mine(plan.mine)}</span>}
        <span class="narrow small">{counts}</span>
      </th>
      <td>
        <PlanState state={plan.state} />
      </td>
      <td class="wide small">{counts}</td>
    </tr>
  );
}
