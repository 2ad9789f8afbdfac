import type { ComponentChildren } from 'preact';
import type { Breakdown, SurveyView } from '../../server/core/survey-view.ts';
import { say } from '../../survey-forms/form.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { CrossFigure } from './survey-cross-figure.tsx';
import { type Origin, responsesWords } from './survey-results-section.tsx';

interface BreakdownSectionProps {
  readonly view: SurveyView;
  readonly origin: Origin;
  /** Key of the chosen question; '' for none. */
  readonly chosen: string;
  onChoose(question: string): void;
}

/** Results by one declared variable, chosen in the address. */
export function BreakdownSection({ view, origin, chosen, onChoose }: BreakdownSectionProps) {
  const { lang, words } = useLanguage();
  const { breakdown: text } = words.staff.results;
  const { breakdowns } = view.choices;
  const choice = breakdowns.length > 0 && (
    <div class="breakdown-choice">
      <ChoiceField
        label={text.choose}
        name="breakdown"
        value={chosen}
        choices={[
          ['', text.chooseNone],
          ...breakdowns.map((one) => [one.question, say(one.text, lang)] as const),
        ]}
        onChoose={onChoose}
      />
    </div>
  );
  if (view.breakdown && view.breakdown.codes.length > 0)
    return <BreakdownFigure view={view} breakdown={view.breakdown} origin={origin} lead={choice} />;
  return (
    <section class={`block${view.breakdown ? '' : ' breakdown-none'}`}>
      <h2>{text.plainTitle}</h2>
      {choice || (
        <div class="empty">
          <p>{text.undeclared}</p>
          <p class="muted">{text.undeclaredNext}</p>
        </div>
      )}
      {view.breakdown && <p class="empty">{text.reasons[view.breakdown.reason ?? 'too-few']}</p>}
    </section>
  );
}

interface BreakdownFigureProps {
  readonly view: SurveyView;
  readonly breakdown: Breakdown;
  readonly origin: Origin;
  readonly lead: ComponentChildren;
}

function BreakdownFigure({ view, breakdown, origin, lead }: BreakdownFigureProps) {
  const { lang, words } = useLanguage();
  const { results: text } = words.staff;
  const none = { answers: 0, value: null, withheld: false };
  const asked = view.counted.items.filter(
    ({ key }) => key !== breakdown.question && breakdown.codes.some(({ items }) => items[key]),
  );
  return (
    <CrossFigure
      title={text.breakdown.title(say(breakdown.text, lang))}
      n={responsesWords(view.counted, words)}
      {...origin}
      lead={lead}
      columns={breakdown.codes.map((one) => ({ key: String(one.code), text: say(one.text, lang) }))}
      bases={breakdown.codes.map(({ responses }) => responses)}
      rows={asked.map(({ key, text }) => ({
        key,
        text: say(text, lang),
        cells: breakdown.codes.map(({ items }) => items[key] ?? none),
      }))}
    />
  );
}
