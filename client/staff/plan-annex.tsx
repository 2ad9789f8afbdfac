import { formatDate } from '../format.ts';
import type { Plan } from './api.ts';
import { useLanguage } from './language.tsx';

/** The annex on paper: A4 across, one row a task, in the words of the document and the order of the plan. */
export function PlanAnnex({ plan }: { readonly plan: Plan }) {
  const { lang, words } = useLanguage();
  const { annex: text } = words.staff.plans;
  return (
    <section class="plan-annex" aria-hidden="true">
      <p class="plan-annex-title">
        {text.title}
        <br />
        {plan.title}
      </p>
      <table>
        <thead>
          <tr>
            {text.headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {plan.tasks.map((task) => (
            <tr key={task.position}>
              <td>{task.position}</td>
              <td>
                {task.criterion}. {task.name}
              </td>
              <td>{task.target}</td>
              <td>{task.product}</td>
              <td>{task.requirement}</td>
              <td>{task.deadline}</td>
              <td>{task.lead}</td>
              <td>{task.coordinating}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{text.asOf(formatDate(plan.today, lang))}</p>
    </section>
  );
}
