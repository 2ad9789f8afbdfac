import { say } from '../../survey-forms/form.ts';
import { formatPercent, formatShort } from '../format.ts';
import type { Plan } from './api.ts';
import { useLanguage } from './language.tsx';
import { countsText } from './plan-counts.ts';

/** What the plan says at a glance: where its tasks stand, the index it is expected to bring, and what came of it. */
export function PlanLead({ plan }: { readonly plan: Plan }) {
  const { lang, words } = useLanguage();
  const { plans: text } = words.staff;
  const { counts } = plan;
  const allDone = counts.tasks > 0 && counts.done + counts.dropped === counts.tasks;
  return (
    <div class="plan-lead">
      {counts.tasks > 0 && <p>{allDone ? text.allDone : text.counted(countsText(counts, lang))}</p>}
      <Expected plan={plan} />
      <Outcome plan={plan} />
    </div>
  );
}

function Expected({ plan: { expected, whyNoExpected } }: { readonly plan: Plan }) {
  const { lang, words } = useLanguage();
  const { expected: text } = words.staff.plans;
  if (!expected) {
    // Who reads a part of the plan is told nothing of the whole.
    if (whyNoExpected === null || whyNoExpected === 'not-yours') return null;
    return <p class="muted">{text.why[whyNoExpected]}</p>;
  }
  const { before, after, gained, targets, met, left } = expected;
  if (before.index === null || after.index === null || gained === null)
    return <p>{text.incomplete(targets)}</p>;
  const shown = (index: string) => formatPercent(index, lang);
  const classes = [before.class, after.class].map((one) => (one ? say(one, lang) : ''));
  const [was = '', would = ''] = classes;
  return (
    <>
      <p>
        <strong>
          {text.sentence(shown(before.index), shown(after.index), formatShort(gained, 4, lang), targets)}
        </strong>{' '}
        {would !== '' && (was === would ? text.sameClass(would) : text.classes(was, would))}
      </p>
      {met.length > 0 && <p class="small">{text.met(met.join(', '))}</p>}
      {left.length > 0 && <p class="small">{text.left(left.join(', '))}</p>}
    </>
  );
}

/** The next year against the targets. */
function Outcome({ plan: { outcome, tasks } }: { readonly plan: Plan }) {
  const { lang, words } = useLanguage();
  const { outcome: text } = words.staff.plans;
  if (!outcome) return null;
  const compared = tasks.flatMap(({ outcome: one }) => (one?.difference != null ? [one.difference] : []));
  const reached = compared.filter((difference) => !difference.startsWith('-')).length;
  return (
    <p>
      <strong>{text.sentence(say(outcome.title, lang), reached, compared.length)}</strong>{' '}
      {outcome.index !== null && text.index(formatPercent(outcome.index, lang))}
    </p>
  );
}
