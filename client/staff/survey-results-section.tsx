import type { LiveView } from '../../server/core/live-view.ts';
import type { SurveyView } from '../../server/core/survey-view.ts';
import { say } from '../../survey-forms/form.ts';
import { formatCount, formatInstant, formatShare } from '../format.ts';
import type { Words } from '../words/words-of.ts';
import { FactorTable } from './factor-table.tsx';
import { Figure } from './figure.tsx';
import { ItemCharts } from './item-charts.tsx';
import { ItemTables } from './item-tables.tsx';
import { useLanguage } from './language.tsx';
import { CrossFigure } from './survey-cross-figure.tsx';
import { resultNarrowing } from './survey-narrowing.ts';
import { releaseWords } from './survey-release-line.tsx';
import { surveySentence } from './survey-sentence.ts';
import { itemGroups } from './tally-view.ts';

/** What every figure of the results says of itself. */
export interface Origin {
  readonly source: string;
  readonly date: string;
}

/** How many stand behind a figure. */
export const responsesWords = ({ responses }: LiveView, { common, staff }: Words) =>
  responses === null ? staff.results.withheld : common.responses(responses);

/** Where the figures of a view are from: the survey, the release by its name, what it is narrowed to, and when it was read. */
export function useOrigin(title: string, view: SurveyView | null, at: Date | null): Origin {
  const { lang, words } = useLanguage();
  const release = view && words.staff.results.source(title, releaseWords(view.release, words));
  const source = [release ?? title, view && resultNarrowing(view, words, lang)].filter(Boolean).join(', ');
  return { source, date: at ? formatInstant(at.toISOString(), lang) : '' };
}

interface LeadProps {
  readonly view: SurveyView;
  readonly over: boolean;
  /** Whether a filter is set, by which nothing may be left. */
  readonly narrowed: boolean;
}

/** The sentence first; why there is none, and what comes next, where there are no figures. */
export function ResultsLead({ view, over, narrowed }: LeadProps) {
  const { lang, words } = useLanguage();
  const { lead } = words.staff.results;
  if (view.counted.responses !== 0) {
    const { head, rest } = surveySentence(view.counted, lang);
    return (
      <p class="lead live-lead" key={head + rest}>
        <b>{head}</b>
        {rest}
      </p>
    );
  }
  const why = narrowed ? lead.noneFiltered : over ? lead.noneOver : lead.noneRunning;
  return (
    <div class="empty live-lead">
      <p>{lead.none}</p>
      <p class="muted">{why}</p>
    </div>
  );
}

interface StatsProps {
  readonly counted: LiveView;
  readonly basis: SurveyView['filters']['basis'];
  readonly received: { readonly total: number; readonly today: number } | null;
}

/** The counts behind the sentence, each under its own name. */
export function ResultStats({ counted, basis, received }: StatsProps) {
  const { lang, words } = useLanguage();
  const { stats, filters } = words.staff.results;
  const { pooled, meanOfItems, withheld } = counted.overall;
  const { withheldShort } = words.staff.figure;
  const share = (value: string | null) =>
    withheld ? withheldShort : value === null ? words.common.noValue : formatShare(value, lang);
  const count = counted.responses === null ? withheldShort : formatCount(counted.responses, lang);
  const overall = [
    { label: stats.pooled, figure: share(pooled), hint: stats.pooledHint },
    { label: stats.mean, figure: share(meanOfItems), hint: stats.meanHint },
  ];
  const figures = [
    { label: stats.counted, figure: count, hint: filters.bases[basis] },
    ...(counted.factors.length > 0 ? overall : []),
    ...(received
      ? [
          {
            label: stats.received,
            figure: formatCount(received.total, lang),
            hint: stats.receivedHint(received.today),
          },
        ]
      : []),
  ];
  return (
    <dl class="stats live-stats">
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

interface ResultsProps {
  readonly view: SurveyView;
  readonly origin: Origin;
}

/** Factors read both ways, items as bars, and items by respondent group. */
export function ResultFigures({ view, origin }: ResultsProps) {
  const { words } = useLanguage();
  const { results: text, live } = words.staff;
  const { counted } = view;
  const groups = itemGroups(counted);
  if (counted.responses === 0) return null;
  return (
    <>
      {counted.factors.length > 0 && <FactorTable view={counted} />}
      <Figure
        title={text.items.title}
        unit={groups.some(({ diverging }) => diverging) ? text.items.unit : live.answers}
        n={responsesWords(counted, words)}
        {...origin}
        table={<ItemTables groups={groups} />}
        long
      >
        <ItemCharts groups={groups} />
      </Figure>
      <GroupFigure view={view} origin={origin} />
    </>
  );
}

/** Items by respondent group; nothing where there is one group only, or one is chosen. */
function GroupFigure({ view, origin }: ResultsProps) {
  const { lang, words } = useLanguage();
  const { groups: text } = words.staff.results;
  const { byGroup, choices, filters, counted } = view;
  if (choices.groups.length < 2 || filters.group !== null || byGroup.length === 0) return null;
  const questions = new Map(counted.items.map(({ key, text }) => [key, say(text, lang)]));
  const none = { answers: 0, value: null, withheld: false };
  return (
    <CrossFigure
      title={text.title}
      n={responsesWords(counted, words)}
      {...origin}
      columns={choices.groups.map(({ code, text }) => ({ key: code, text: say(text, lang) }))}
      rows={byGroup.map(({ item, groups }) => ({
        key: item,
        text: questions.get(item) ?? item,
        cells: choices.groups.map(({ code }) => groups.find(({ group }) => group === code) ?? none),
      }))}
    />
  );
}
