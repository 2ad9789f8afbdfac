import { useEffect } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { formatExact } from '../format.ts';
import { answerOf, type PlanGaps, plans } from './api.ts';
import { useLanguage } from './language.tsx';
import { Check } from './parts/field.tsx';
import { Loaded } from './parts/loaded.tsx';
import { useLoad } from './use-load.ts';

interface ChoiceProps {
  readonly campaign: string;
  readonly unit: string;
  readonly chosen: PlanGaps;
  onChoose(gaps: PlanGaps): void;
}

/** The criteria that lost points, the most first; which of them the plan takes up is a person's choice. */
export function PlanGapChoice({ campaign, unit, chosen, onChoose }: ChoiceProps) {
  const { lang, words } = useLanguage();
  const { dialog: text } = words.staff.plans;
  const query = { campaign, unit };
  const load = useLoad(`${campaign} ${unit}`, () => answerOf(plans.plans.gaps.$get({ query })));
  // What was chosen of another result or unit means nothing here.
  useEffect(() => onChoose([]), [campaign, unit]);
  const shown = (value: string) => formatExact(value, lang);
  const isChosen = (code: string) => chosen.some(({ criterion }) => criterion === code);
  return (
    <Loaded load={load}>
      {({ gaps }) =>
        gaps.length === 0 ? (
          <p class="empty">{text.gapsNone}</p>
        ) : (
          <fieldset class="plan-gaps">
            <legend>{text.gaps}</legend>
            <p class="small muted">{text.gapsLead}</p>
            <p class="plan-actions">
              <button type="button" class="link-button" onClick={() => onChoose(gaps)}>
                {text.selectAll}
              </button>
              <button type="button" class="link-button" onClick={() => onChoose([])}>
                {text.selectNone}
              </button>
            </p>
            {gaps.map((gap) => (
              <Check
                key={gap.criterion}
                label={`${gap.criterion} ${say(gap.name, lang)}`}
                hint={text.gap(shown(gap.points), shown(gap.max), shown(gap.gain))}
                checked={isChosen(gap.criterion)}
                // In the order of the list, whatever the order of choosing.
                onChange={(on) =>
                  onChoose(
                    gaps.filter(({ criterion }) => (criterion === gap.criterion ? on : isChosen(criterion))),
                  )
                }
              />
            ))}
          </fieldset>
        )
      }
    </Loaded>
  );
}
