import type { IndicatorRule } from '../../server/core/rating-rules.ts';
import { say } from '../../survey-forms/form.ts';
import type { RatingRulesShown } from './api.ts';
import { useLanguage } from './language.tsx';
import { RatingRuleForm } from './rating-rule-form.tsx';
import type { RuleFaults } from './rating-rules-editor.tsx';
import { type RulesDraft, ruleSentences } from './rating-rules-view.ts';

interface RatingRuleItemProps {
  readonly shown: RatingRulesShown;
  readonly draft: RulesDraft;
  readonly rule: IndicatorRule;
  /** From the shipped table. */
  readonly differs: boolean;
  readonly faults?: RuleFaults | undefined;
  /** Absent: the rule is read only. */
  readonly editing?: {
    readonly open: boolean;
    onOpen(): void;
    onChange(draft: RulesDraft, field?: string): void;
  };
}

/** The rule of one indicator in sentences, and the form that changes it. */
export function RatingRuleItem({ shown, draft, rule, differs, faults, editing }: RatingRuleItemProps) {
  const { lang, words } = useLanguage();
  const { rules: text } = words.staff.ratings;
  const { indicator: code } = rule;
  const indicator = shown.indicators.find((one) => one.code === code);
  const max = indicator?.max ?? null;
  const told = { lang, words, forms: shown.forms, chosen: draft.forms, max };
  return (
    <li id={`quy-tac-${code}`}>
      <h3>
        <span class="code">{code}</span> {indicator && say(indicator.name, lang)}{' '}
        {differs && <span class="tag state-before">{text.differs}</span>}
      </h3>
      {ruleSentences(rule, told).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {!editing?.open &&
        Object.entries(faults ?? {}).map(([field, sentence]) => (
          <p key={field} class="error">
            {sentence}
          </p>
        ))}
      {editing && (
        <button type="button" class="link-button" aria-expanded={editing.open} onClick={editing.onOpen}>
          {editing.open ? text.done : text.edit}
          <span class="visually-hidden">
            {' '}
            {words.staff.ratings.indicator} {code}
          </span>
        </button>
      )}
      {editing?.open && (
        <RatingRuleForm
          shown={shown}
          draft={draft}
          rule={rule}
          faults={faults ?? {}}
          onChange={editing.onChange}
        />
      )}
    </li>
  );
}
