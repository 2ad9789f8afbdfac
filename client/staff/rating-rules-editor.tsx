import { useState } from 'preact/hooks';
import type { IndicatorRule } from '../../server/core/rating-rules.ts';
import { timeOf } from '../format.ts';
import { answerOf, type RatingRulesShown, ratings } from './api.ts';
import { EditorBar } from './editor-bar.tsx';
import { historyOf, redone, step, undone } from './framework-history.ts';
import { rulesKept } from './kept-changes.ts';
import { useLanguage } from './language.tsx';
import { KeptNotice } from './parts/kept-notice.tsx';
import { Notice, TroubleNotice } from './parts/notice.tsx';
import { RatingRuleCommon } from './rating-rule-common.tsx';
import { RatingRuleItem } from './rating-rule-item.tsx';
import { RatingRulesLead } from './rating-rules-lead.tsx';
import {
  differences,
  draftOf,
  faultName,
  faultSentence,
  placeOfFault,
  type RulesDraft,
  rulesOf,
  sameRules,
} from './rating-rules-view.ts';
import { RatingStanding } from './rating-screen.tsx';
import { placeWords, type Trouble } from './trouble.ts';
import { useEditorKeys } from './use-editor-keys.ts';
import { useKeeping } from './use-keeping.ts';
import { useSend } from './use-send.ts';

interface EditorProps {
  readonly shown: RatingRulesShown;
  /** Asks the server again, which forgets what was changed here. */
  onReload(): void;
}

/** The rule table of a quarter, changed step by step and saved whole; every step can be taken back. */
export function RatingRulesEditor({ shown, onReload }: EditorProps) {
  const { words } = useLanguage();
  const { rules: text } = words.staff.ratings;
  const [history, setHistory] = useState(() => historyOf(draftOf(shown.rules)));
  const [saved, setSaved] = useState({ draft: history.now, revision: shown.revision, at: '' });
  const [sent, setSent] = useState(history.now);
  const [open, setOpen] = useState<string | null>(null);
  const { busy, trouble, run } = useSend();
  const { now } = history;
  const dirty = !sameRules(now, saved.draft);
  const change = (draft: RulesDraft, field?: string) =>
    setHistory((before) => step(before, draft, field ?? null));
  const save = () =>
    void run(async () => {
      setSent(now);
      const json = { surveys: shown.surveys, rules: rulesOf(now), seen: saved.revision };
      const answer = ratings.ratings[':rating'].$put({ param: { rating: shown.id }, json });
      const { revision } = await answerOf(answer);
      setSaved({ draft: now, revision, at: timeOf(new Date().toISOString()) });
    });
  useKeeping(rulesKept(shown.id), saved.revision, now, dirty);
  useEditorKeys({
    save: () => dirty && save(),
    undo: () => setHistory(undone),
    redo: () => setHistory(redone),
  });
  const faults = useFaults(trouble, sent);
  const { shipped } = shown;
  const differing = shipped && differences(rulesOf(now), shipped);
  const verified = shown.state === 'verified' && saved.revision === shown.revision;
  return (
    <>
      <RatingStanding rating={verified ? shown : { ...shown, state: 'open' }} />
      <RatingRulesLead differing={differing} />
      <KeptNotice<RulesDraft> name={rulesKept(shown.id)} revision={shown.revision} onResume={change} />
      <EditorBar
        text={text}
        history={history}
        dirty={dirty}
        busy={busy}
        said={dirty ? text.unsaved : saved.at && text.saved(saved.at)}
        onSave={save}
        onHistory={setHistory}
      >
        {shipped && (
          <button
            type="button"
            class="button quiet"
            disabled={sameRules(now, draftOf(shipped))}
            onClick={() => {
              setOpen(null);
              change(draftOf(shipped));
            }}
          >
            {text.reset}
          </button>
        )}
      </EditorBar>
      <RulesTrouble trouble={trouble} sent={sent} onReload={onReload} />
      {verified ? (
        <Notice kind="warn">
          <p>{text.verifiedNow}</p>
        </Notice>
      ) : (
        <p class="muted small no-print">{text.consequences}</p>
      )}
      <section class="block">
        <h2>{text.indicators}</h2>
        <ul class="rating-rules">
          {now.indicators.map((rule: IndicatorRule) => (
            <RatingRuleItem
              key={rule.indicator}
              shown={shown}
              draft={now}
              rule={rule}
              differs={differing?.indicators.includes(rule.indicator) ?? false}
              faults={faults[rule.indicator]}
              editing={{
                open: open === rule.indicator,
                onOpen: () => setOpen(open === rule.indicator ? null : rule.indicator),
                onChange: change,
              }}
            />
          ))}
        </ul>
      </section>
      <section class="block">
        <h2>{text.common}</h2>
        <RatingRuleCommon shown={shown} draft={now} faults={faults['']} onChange={change} />
      </section>
    </>
  );
}

/** Sentences by indicator ('' for the whole table) and by field of it. */
export type RuleFaults = Readonly<Record<string, string>>;

function useFaults(trouble: Trouble | null, sent: RulesDraft): Readonly<Record<string, RuleFaults>> {
  const { words } = useLanguage();
  const found: Record<string, Record<string, string>> = {};
  for (const place of trouble?.places ?? []) {
    const { indicator, field } = placeOfFault(place, sent);
    const key = indicator ?? '';
    found[key] = { ...found[key], [field]: faultSentence(place, words) ?? placeWords(place, words) };
  }
  return found;
}

interface RulesTroubleProps {
  readonly trouble: Trouble | null;
  readonly sent: RulesDraft;
  onReload(): void;
}

/** Every fault in a list; where somebody else has saved meanwhile, the way to what he saved. */
function RulesTrouble({ trouble, sent, onReload }: RulesTroubleProps) {
  const { lang, words } = useLanguage();
  const { rules: text } = words.staff.ratings;
  return (
    <>
      <TroubleNotice
        trouble={trouble}
        nameOf={(place) => faultName(place, sent, { lang, words })}
        sayOf={(place) => faultSentence(place, words)}
      />
      {(trouble?.code === 'changed-meanwhile' || trouble?.code === 'rating-closed') && (
        <p>
          <button type="button" class="button quiet" onClick={onReload}>
            {text.reload}
          </button>
        </p>
      )}
    </>
  );
}
