import { useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { ratingScreen } from './addresses.ts';
import { answerOf, type RatingRulesShown, ratings } from './api.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { PrintHead } from './print-frame.tsx';
import { RatingRuleCommon } from './rating-rule-common.tsx';
import { RatingRuleItem } from './rating-rule-item.tsx';
import { RatingRulesEditor } from './rating-rules-editor.tsx';
import { RatingRulesLead } from './rating-rules-lead.tsx';
import { differences, draftOf } from './rating-rules-view.ts';
import { Print, RatingStanding } from './rating-screen.tsx';
import { type Load, useLoad } from './use-load.ts';
import './rating.css';

/** The rule table of a quarter (domain §6): where the points of each indicator come from; changed by who may, read by all. */
export function RatingRulesScreen() {
  const { words } = useLanguage();
  const { ratings: text } = words.staff;
  const rating = useRoute().params.rating ?? '';
  const load = useLoad<RatingRulesShown>(rating, () =>
    answerOf(ratings.ratings[':rating'].rules.$get({ param: { rating } })),
  );
  const { data } = load;
  const quarter = data ? text.quarterYear(data.quarter, String(data.year)) : text.title;
  return (
    <Screen
      title={text.rules.title}
      over={{ title: quarter, href: ratingScreen(rating) }}
      actions={data && <Print />}
    >
      <Loaded load={load}>{(shown) => <Content shown={shown} quarter={quarter} load={load} />}</Loaded>
    </Screen>
  );
}

interface ContentProps {
  readonly shown: RatingRulesShown;
  readonly quarter: string;
  readonly load: Load<RatingRulesShown>;
}

function Content({ shown, quarter, load }: ContentProps) {
  const { lang, words } = useLanguage();
  const { rules: text } = words.staff.ratings;
  const closed = shown.state === 'closed';
  return (
    <>
      <PrintHead place={say(shown.title, lang)} title={`${text.title}, ${quarter}`} at={load.at} />
      <p class="muted small">
        {quarter} · {say(shown.title, lang)}
      </p>
      {shown.mayChange && !closed ? (
        <RatingRulesEditor key={`${shown.id} ${shown.revision}`} shown={shown} onReload={load.reload} />
      ) : (
        <RulesRead shown={shown} />
      )}
    </>
  );
}

/** The table as sentences. */
function RulesRead({ shown }: { readonly shown: RatingRulesShown }) {
  const { words } = useLanguage();
  const { rules: text } = words.staff.ratings;
  const draft = draftOf(shown.rules);
  const differing = shown.shipped && differences(shown.rules, shown.shipped);
  return (
    <>
      <RatingStanding rating={shown} />
      <RatingRulesLead differing={differing} />
      {shown.mayChange && <p class="muted">{text.closed}</p>}
      <section class="block">
        <h2>{text.indicators}</h2>
        <ul class="rating-rules">
          {draft.indicators.map((rule) => (
            <RatingRuleItem
              key={rule.indicator}
              shown={shown}
              draft={draft}
              rule={rule}
              differs={differing?.indicators.includes(rule.indicator) ?? false}
            />
          ))}
        </ul>
      </section>
      <section class="block">
        <h2>{text.common}</h2>
        <RatingRuleCommon shown={shown} draft={draft} />
      </section>
    </>
  );
}
