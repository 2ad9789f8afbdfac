import { say } from '../../survey-forms/form.ts';
import type { RatingRulesShown } from './api.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { Check } from './parts/field.tsx';
import { TextInput } from './parts/text-input.tsx';
import type { RuleFaults } from './rating-rules-editor.tsx';
import { type RulesDraft, withForm, withOfficial } from './rating-rules-view.ts';

interface RatingRuleCommonProps {
  readonly shown: RatingRulesShown;
  readonly draft: RulesDraft;
  readonly faults?: RuleFaults | undefined;
  /** Absent: it is read only. @param field names the text field that was typed in */
  readonly onChange?: (draft: RulesDraft, field?: string) => void;
}

/** What holds for all indicators: the forms that count, the gates, what an official's points are made of, and the class. */
export function RatingRuleCommon({ onChange, ...props }: RatingRuleCommonProps) {
  return onChange ? <CommonForm {...props} onChange={onChange} /> : <CommonRead {...props} />;
}

function CommonRead({ shown, draft }: RatingRuleCommonProps) {
  const { lang, words } = useLanguage();
  const { rules: text } = words.staff.ratings;
  const { agency, official } = draft.minimumAnswers;
  const nameOf = (id: string) => {
    const form = shown.forms.find((one) => one.id === id);
    return form ? say(form.title, lang) : text.unknownForm(id);
  };
  const codes = draft.officialIndicators.join(', ');
  const facts: [string, string][] = [
    [text.forms, draft.forms.map(nameOf).join('; ')],
    [text.leastAgency, agency],
    [text.leastOfficial, official],
    [text.officials, codes === '' ? text.noOfficials : text.ofIndicators(codes)],
    [text.reducedScale, text.reducedScales[draft.reducedScale]],
  ];
  return (
    <dl class="rating-rule-facts">
      {facts.map(([term, fact]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}

type FormProps = RatingRuleCommonProps & Required<Pick<RatingRuleCommonProps, 'onChange'>>;

const GATES = { agency: 'leastAgency', official: 'leastOfficial' } as const;

function CommonForm(props: FormProps) {
  const { draft, faults = {}, onChange } = props;
  const { words } = useLanguage();
  const { rules: text } = words.staff.ratings;
  return (
    <div class="fields rating-rule-form">
      {faults[''] && <p class="error">{faults['']}</p>}
      {faults.indicators && <p class="error">{faults.indicators}</p>}
      <Forms {...props} faults={faults} />
      <div class="field-row">
        {(['agency', 'official'] as const).map((gate) => (
          <TextInput
            key={gate}
            label={text[GATES[gate]]}
            name={`least-${gate}`}
            type="number"
            min={5}
            value={draft.minimumAnswers[gate]}
            error={faults[`minimumAnswers.${gate}`]}
            onInput={(typed) =>
              onChange(
                { ...draft, minimumAnswers: { ...draft.minimumAnswers, [gate]: typed } },
                `least ${gate}`,
              )
            }
          />
        ))}
      </div>
      <p class="hint">{text.leastHint}</p>
      <Officials {...props} faults={faults} />
      <ChoiceField
        label={text.reducedScale}
        name="reduced-scale"
        value={draft.reducedScale}
        choices={text.reducedScales}
        onChoose={(reducedScale) => onChange({ ...draft, reducedScale })}
      />
    </div>
  );
}

/** Sentences at fields of one kind, each once. */
const at = (faults: RuleFaults, start: string): string[] => [
  ...new Set(Object.entries(faults).flatMap(([field, one]) => (field.startsWith(start) ? [one] : []))),
];

function Faults({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <>
      {sentences.map((one) => (
        <p key={one} class="error">
          {one}
        </p>
      ))}
    </>
  );
}

function Forms({ shown, draft, faults = {}, onChange }: FormProps) {
  const { lang, words } = useLanguage();
  const { rules: text } = words.staff.ratings;
  const strays = draft.forms.filter((id) => !shown.forms.some((form) => form.id === id));
  return (
    <fieldset class="field">
      <legend>{text.forms}</legend>
      <Faults sentences={[...at(faults, 'forms'), ...at(faults, 'surveys')]} />
      {shown.forms.map(({ id, title }) => (
        <Check
          key={id}
          label={say(title, lang)}
          checked={draft.forms.includes(id)}
          onChange={(on) => onChange(withForm(draft, id, on))}
        />
      ))}
      {strays.map((id) => (
        <Check
          key={id}
          label={text.unknownForm(id)}
          checked
          onChange={() => onChange(withForm(draft, id, false))}
        />
      ))}
    </fieldset>
  );
}

/** Only indicators from dossiers or answers: what an agency enters is about the agency. */
function Officials({ shown, draft, faults = {}, onChange }: FormProps) {
  const { lang, words } = useLanguage();
  const { rules: text } = words.staff.ratings;
  const counted = draft.indicators.filter(({ source }) => source !== 'entered');
  const nameOf = (code: string) => {
    const found = shown.indicators.find((one) => one.code === code);
    return found ? `${code}. ${say(found.name, lang)}` : code;
  };
  return (
    <fieldset class="field">
      <legend>{text.officials}</legend>
      <p class="hint">{text.officialsHint}</p>
      <Faults sentences={at(faults, 'officialIndicators')} />
      {counted.map(({ indicator }) => (
        <Check
          key={indicator}
          label={nameOf(indicator)}
          checked={draft.officialIndicators.includes(indicator)}
          onChange={(on) => onChange(withOfficial(draft, indicator, on))}
        />
      ))}
    </fieldset>
  );
}
