import { say } from '../../survey-forms/form.ts';
import { formatPercent } from '../format.ts';
import { ClassTag } from '../public/figures.tsx';
import { groupLabel } from '../public/published-view.ts';
import { wordsOf } from '../words/words-of.ts';
import { provinceUnitScreen } from './addresses.ts';
import type { CampaignOverview, OverviewResult } from './api.ts';
import { useLanguage } from './language.tsx';
import { AreasFigure, SpreadFigure } from './province-figures.tsx';
import { HeatFigure } from './province-heat.tsx';
import { PROVINCE_FILTERS, RANKING } from './province-names.ts';
import { RankingSection } from './province-ranking.tsx';
import { signedFixed } from './province-sentence.ts';
import { useFilters } from './use-filters.ts';

/** Units named one by one; the others are counted. */
const NAMED = 2;

export interface ResultProps {
  readonly campaign: CampaignOverview;
  readonly result: OverviewResult;
}

/** All that a published result says. */
export function ResultSections(props: ResultProps) {
  const { units, areas } = props.result;
  if (units.length === 0) return <EmptyResult />;
  const known = areas.length > 1 && areas.some(({ lost }) => lost !== null);
  return (
    <>
      <ResultStats {...props} />
      <ChangeNotes {...props} />
      <RankingSection {...props} />
      <div class="two-figures">
        <SpreadFigure {...props} />
        {known && <AreasFigure {...props} />}
      </div>
      {known ? <HeatFigure {...props} /> : <NoMaxima />}
    </>
  );
}

function EmptyResult() {
  const { lang } = useLanguage();
  return <p class="empty">{wordsOf(lang).results.noUnits}</p>;
}

function NoMaxima() {
  const { words } = useLanguage();
  return <p class="empty">{words.staff.province.areas.noMaxima}</p>;
}

/** In the middle of a line. */
const small = (name: string) => name.charAt(0).toLocaleLowerCase('vi') + name.slice(1);

/** The figures behind the sentence: which mean it is, who is highest and lowest, how many are in each class. */
function ResultStats({ campaign, result }: ResultProps) {
  const { lang, words } = useLanguage();
  const { href } = useFilters(PROVINCE_FILTERS);
  const { stats } = words.staff.province;
  const { mean, groups, highest, lowest, classes } = result;
  const { change } = campaign;
  const percent = (index: string | null) =>
    index === null ? words.common.noValue : formatPercent(index, lang);
  return (
    <dl class="stats">
      <div>
        <dt>{stats.mean}</dt>
        <dd>
          <b>
            <a href={`${href({ class: '' })}#${RANKING}`}>{percent(mean.index)}</a>
          </b>
          {stats.meanOf(mean.units)}
        </dd>
      </div>
      {groups.map((group) => (
        <div key={group.group}>
          <dt>{stats.meanOfGroup(small(groupLabel(group.group, lang)))}</dt>
          <dd>
            <b>{percent(group.mean)}</b>
            {stats.meanOf(group.units)}
          </dd>
        </div>
      ))}
      {change?.mean?.change != null && (
        <div>
          <dt>{stats.change(change.earlier.year)}</dt>
          <dd>
            <b>{signedFixed(change.mean.change, lang)}</b>
            {stats.changeOf(change.mean.units)}
          </dd>
        </div>
      )}
      <Extreme title={stats.highest} codes={highest} campaign={campaign.id} result={result} />
      <Extreme title={stats.lowest} codes={lowest} campaign={campaign.id} result={result} />
      <div class="class-counts">
        <dt>{stats.classes}</dt>
        <dd>
          <ul class="plain-list">
            {classes.map(({ name, units }) => (
              <li key={name.vi}>
                <ClassTag name={name} framework={result} lang={lang} />{' '}
                {units === 0 ? (
                  units
                ) : (
                  <a
                    href={`${href({ class: name.vi })}#${RANKING}`}
                    aria-label={stats.ofClass(say(name, lang), units)}
                  >
                    {units}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </dd>
      </div>
    </dl>
  );
}

interface ExtremeProps {
  readonly title: string;
  readonly codes: readonly string[];
  readonly campaign: string;
  readonly result: OverviewResult;
}

/** The units with the highest or lowest index, each leading to what it is made of. */
function Extreme({ title, codes, campaign, result }: ExtremeProps) {
  const { lang, words } = useLanguage();
  const units = codes.flatMap((code) => result.units.find(({ unit }) => unit === code) ?? []);
  const [first] = units;
  if (!first?.index) return null;
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <b>{formatPercent(first.index, lang)}</b>
        {units.slice(0, NAMED).map(({ unit, name }, at) => (
          <span key={unit}>
            {at > 0 && ', '}
            <a href={provinceUnitScreen(campaign, unit)}>{say(name, lang)}</a>
          </span>
        ))}
        {units.length > NAMED && ` ${words.staff.province.stats.more(units.length - NAMED)}`}
      </dd>
    </div>
  );
}

/** What must be said beside a change; or why there is none. */
function ChangeNotes({ campaign: { change } }: ResultProps) {
  const { lang, words } = useLanguage();
  const { change: text } = words.staff.province;
  if (!change) return null;
  const { earlier, reason, changed, newUnits = [], goneUnits = [] } = change;
  const names = (units: typeof newUnits) => units.map(({ name }) => say(name, lang)).join(', ');
  const notes = [
    ...(reason ? [text.not(say(earlier.title, lang), earlier.year, text.reasons[reason])] : []),
    ...(changed?.framework ? [text.framework(earlier.year)] : []),
    ...(changed && changed.settings.length > 0 ? [text.settings(earlier.year)] : []),
    ...(changed && changed.policies.length > 0 ? [text.policies(earlier.year)] : []),
    ...(newUnits.length > 0 ? [text.newUnits(names(newUnits))] : []),
    ...(goneUnits.length > 0 ? [text.goneUnits(names(goneUnits))] : []),
  ];
  return notes.length === 0 ? null : <p class="note info">{notes.join(' ')}</p>;
}
