import { useId } from 'preact/hooks';
import type {
  AnswerRule,
  DossierRule,
  EntryCheck,
  EntryRule,
  IndicatorRule,
} from '../../server/core/rating-rules.ts';
import { say } from '../../survey-forms/form.ts';
import type { RatingRulesShown } from './api.ts';
import { RuleForm } from './framework-rule-form.tsx';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { DecimalField } from './parts/decimal-field.tsx';
import type { RuleFaults } from './rating-rules-editor.tsx';
import {
  questionFault,
  questionName,
  questionsOffered,
  type RulesDraft,
  withRule,
  withSource,
} from './rating-rules-view.ts';

interface RatingRuleFormProps {
  readonly shown: RatingRulesShown;
  readonly draft: RulesDraft;
  readonly rule: IndicatorRule;
  /** By field of the rule. */
  readonly faults: RuleFaults;
  /** @param field names the text field that was typed in */
  onChange(draft: RulesDraft, field?: string): void;
}

/** Where the points of one indicator come from, and what that source needs. */
export function RatingRuleForm(props: RatingRuleFormProps) {
  const { draft, rule, faults, onChange } = props;
  const { words } = useLanguage();
  const { rules: text, indicator: indicatorWord } = words.staff.ratings;
  return (
    <fieldset class="sub-form rating-rule-form">
      <legend class="visually-hidden">
        {indicatorWord} {rule.indicator}
      </legend>
      {faults[''] && <p class="error">{faults['']}</p>}
      <ChoiceField
        label={text.source}
        name="source"
        value={rule.source}
        choices={text.sources}
        onChoose={(source) => onChange(withSource(draft, rule, source))}
      />
      {rule.source === 'dossiers' && <DossierFields {...props} rule={rule} />}
      {rule.source === 'answers' && <AnswerFields {...props} rule={rule} />}
      {rule.source === 'entered' && <EntryFields {...props} rule={rule} />}
    </fieldset>
  );
}

type Of<Rule extends IndicatorRule> = Omit<RatingRuleFormProps, 'rule'> & { readonly rule: Rule };

const MOMENTS = ['early', 'onTheDay', 'late'] as const;

function DossierFields({ draft, rule, faults, onChange }: Of<DossierRule>) {
  const { words } = useLanguage();
  const { rules: text } = words.staff.ratings;
  // What is wrong with the three points together.
  const together = useId();
  const put = (part: Partial<DossierRule>, field?: string) =>
    onChange(withRule(draft, { ...rule, ...part }), field && `${rule.indicator} ${field}`);
  return (
    <>
      <ChoiceField
        label={text.time}
        name="time"
        value={rule.time}
        choices={text.times}
        onChoose={(time) => put({ time })}
      />
      <fieldset class="sub-form" aria-describedby={faults.points && together}>
        <legend>{words.staff.ratings.points}</legend>
        {faults.points && (
          <p class="error" id={together}>
            {faults.points}
          </p>
        )}
        <div class="field-row">
          {MOMENTS.map((moment) => (
            <DecimalField
              key={moment}
              label={text[moment]}
              name={moment}
              value={rule.points[moment]}
              error={faults[`points.${moment}`]}
              onInput={(value) => put({ points: { ...rule.points, [moment]: value } }, moment)}
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}

interface QuestionFieldProps extends Pick<RatingRuleFormProps, 'shown' | 'draft'> {
  readonly label: string;
  readonly name: string;
  readonly question: string;
  /** What the server said of it. */
  readonly error: string | undefined;
  onChoose(question: string): void;
}

/** A question by its text, of those that every chosen form has. One that has gone stays chosen, and is named as such. */
function QuestionField({ shown, draft, label, name, question, error, onChoose }: QuestionFieldProps) {
  const { lang, words } = useLanguage();
  const { rules: text } = words.staff.ratings;
  const offered = questionsOffered(shown.forms, draft.forms);
  const fault = questionFault({ question }, shown.forms, draft.forms);
  const missing = fault === 'missing' && error ? text.questionMissing : undefined;
  const wrong = fault === 'unfit' ? text.questionUnfit : missing;
  const choices: [string, string][] = offered.map((one) => [one.key, say(one.text, lang)]);
  if (fault !== null)
    choices.unshift([
      question,
      question === '' ? text.chooseQuestion : questionName(shown.forms, draft.forms, question, lang),
    ]);
  return (
    <ChoiceField
      label={label}
      name={name}
      value={question}
      choices={choices}
      hint={offered.length === 0 ? text.noQuestions : text.questionHint}
      error={wrong}
      onChoose={onChoose}
    />
  );
}

function AnswerFields({ shown, draft, rule, faults, onChange }: Of<AnswerRule>) {
  const { words } = useLanguage();
  return (
    <QuestionField
      shown={shown}
      draft={draft}
      label={words.staff.ratings.rules.question}
      name="question"
      question={rule.question}
      error={faults.question}
      onChoose={(question) => onChange(withRule(draft, { ...rule, question }))}
    />
  );
}

/** What the figures of an agency are held against, by its source. */
const checkOf = (source: 'none' | EntryCheck['source']): EntryCheck | undefined => {
  if (source === 'none') return undefined;
  return source === 'answers' ? { source, question: '' } : { source };
};

function EntryFields({ shown, draft, rule, faults, onChange }: Of<EntryRule>) {
  const { words } = useLanguage();
  const { rules: text } = words.staff.ratings;
  const put = (part: Partial<EntryRule>, field?: string) =>
    onChange(withRule(draft, { ...rule, ...part }), field && `${rule.indicator} ${field}`);
  const ofRule = Object.entries(faults).filter(([field]) => field.startsWith('rule'));
  return (
    <>
      {ofRule.map(([field, sentence]) => (
        <p key={field} class="error">
          {sentence}
        </p>
      ))}
      <RuleForm
        rule={rule.rule}
        disabled={false}
        onChange={(next, field) => put({ rule: next }, field && `rule ${field}`)}
      />
      <p class="hint">{text.entriesStay}</p>
      <ChoiceField
        label={text.check}
        name="check"
        value={rule.check?.source ?? 'none'}
        choices={text.checks}
        onChoose={(source) => put({ check: checkOf(source) })}
      />
      {rule.check?.source === 'answers' && (
        <QuestionField
          shown={shown}
          draft={draft}
          label={text.checkQuestion}
          name="check-question"
          question={rule.check.question}
          error={faults['check.question']}
          onChoose={(question) => put({ check: { source: 'answers', question } })}
        />
      )}
    </>
  );
}
