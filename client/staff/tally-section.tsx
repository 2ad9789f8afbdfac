import { useState } from 'preact/hooks';
import { formatCount, formatShare } from '../format.ts';
import type { Tally } from './api.ts';
import { FactorTable } from './factor-table.tsx';
import { ItemCharts } from './item-charts.tsx';
import { ItemTables } from './item-tables.tsx';
import { useLanguage } from './language.tsx';
import { tallySentence } from './tally-sentence.ts';
import { itemGroups, type LiveTally } from './tally-view.ts';
import { useShortcuts } from './use-shortcuts.ts';

interface TallySectionProps {
  readonly tally: Tally;
  /** The last asking failed: what is shown may be out of date. */
  readonly stale: boolean;
}

/** The sentence first, then the figures, then the picture, and its table one key away. */
export function TallySection({ tally, stale }: TallySectionProps) {
  const { lang, words } = useLanguage();
  const { live } = words.staff;
  const [basis, setBasis] = useState<'counted' | 'open'>('counted');
  const view = basis === 'open' && tally.open.responses > 0 ? tally.open : tally.counted;
  const { head, rest } = tallySentence(tally.counted, lang);
  if (tally.counted.responses + tally.open.responses === 0) return <NothingYet exact={tally.exact} />;
  return (
    <section aria-label={live.items}>
      <p class="lead">
        <b>{head}</b>
        {rest} {tally.open.responses > 0 && live.headlineOpen(formatCount(tally.open.responses, lang))}
      </p>
      {stale && <p class="note warn">{live.stale}</p>}
      <p class="small muted">{tally.exact ? live.exact : live.releases}</p>
      <Stats tally={tally} />
      {tally.open.responses > 0 && <BasisChoice tally={tally} basis={basis} choose={setBasis} />}
      {view.responses === 0 ? <NothingYet exact={tally.exact} /> : <Results view={view} />}
    </section>
  );
}

/** The counts behind the sentence, each under its own name: walk-ins and flagged answers are never mixed in silently. */
function Stats({ tally }: { readonly tally: Tally }) {
  const { lang, words } = useLanguage();
  const { live } = words.staff;
  const { pooled } = tally.counted.overall;
  const figures = [
    { label: live.countedAll, figure: formatCount(tally.counted.responses, lang), hint: live.countedHint },
    {
      label: live.overall,
      figure: pooled === null ? words.common.noValue : formatShare(pooled, lang),
      hint: live.overallHint,
    },
    { label: live.open, figure: formatCount(tally.open.responses, lang), hint: live.openHint },
    { label: live.flagged, figure: formatCount(tally.flagged, lang), hint: live.flaggedHint },
  ];
  return (
    <dl class="stats">
      {figures.map(({ label, figure, hint }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <b>{figure}</b>
            {hint}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface BasisChoiceProps {
  readonly tally: Tally;
  readonly basis: 'counted' | 'open';
  choose(basis: 'counted' | 'open'): void;
}

/** Open answers are shown apart (decision 6): one or the other, never both in one figure. */
function BasisChoice({ tally, basis, choose }: BasisChoiceProps) {
  const { lang, words } = useLanguage();
  const { live } = words.staff;
  return (
    <fieldset class="segments">
      <legend class="small muted">{live.which}</legend>
      {(['counted', 'open'] as const).map((one) => (
        <label key={one} class={one === basis ? 'on' : undefined}>
          <input type="radio" name="basis" checked={one === basis} onChange={() => choose(one)} />
          {live[one]} · {formatCount(tally[one].responses, lang)}
        </label>
      ))}
    </fieldset>
  );
}

function NothingYet({ exact }: { readonly exact: boolean }) {
  const { words } = useLanguage();
  const { live } = words.staff;
  return (
    <div class="empty">
      <p>{exact ? live.noneOver : live.none}</p>
      {!exact && <p class="muted">{live.noneNext}</p>}
    </div>
  );
}

function Results({ view }: { readonly view: LiveTally }) {
  const { words } = useLanguage();
  const { live } = words.staff;
  const [asTable, setAsTable] = useState(false);
  useShortcuts({ t: () => setAsTable((before) => !before) });
  const groups = itemGroups(view);
  return (
    <>
      {view.factors.length > 0 && <FactorTable view={view} />}
      <div class="section-head">
        <h2>{live.items}</h2>
        <button
          type="button"
          class="button quiet"
          aria-pressed={asTable}
          aria-keyshortcuts="t"
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? live.asChart : live.asTable} <kbd>t</kbd>
        </button>
      </div>
      {asTable ? <ItemTables groups={groups} /> : <ItemCharts groups={groups} />}
    </>
  );
}
