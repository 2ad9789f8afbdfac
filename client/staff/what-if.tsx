import { useState } from 'preact/hooks';
import { type Lang, say } from '../../survey-forms/form.ts';
import { formatDecimal, formatPercent, formatShort } from '../format.ts';
import { answerOf, type Tried, type UnitPage, whatIfs } from './api.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { DecimalField } from './parts/decimal-field.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import type { Place } from './trouble.ts';
import { roundedUp } from './unit-page-view.ts';
import { useSend } from './use-send.ts';

type Leaf = UnitPage['tree'][number];

interface Trial {
  readonly criterion: string;
  /** Machine notation, or what was typed. */
  readonly points: string;
}

const POINT_DECIMALS = 4;

/** Leaves that apply to the unit: what does not has no points to try. */
const triable = ({ tree }: UnitPage): Leaf[] =>
  tree.filter(({ kind, state }) => kind !== 'group' && state !== 'not-assessed');

/** Other points at some leaves, and what would come of them; nothing is stored. */
export function WhatIfSection({ page }: { readonly page: UnitPage }) {
  const { words } = useLanguage();
  const { whatIf: text } = words.staff.years;
  const { busy, trouble, run, clear } = useSend();
  const [trials, setTrials] = useState<readonly Trial[]>([]);
  const [tried, setTried] = useState<{ readonly of: readonly Trial[]; readonly told: Tried } | null>(null);
  const leaves = triable(page);
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      const param = { campaign: page.campaign.id, unit: page.unit.code };
      const ask = whatIfs.results[':campaign'].units[':unit']['what-if'];
      const told = await answerOf(ask.$post({ param, json: { trials: [...trials] } }));
      setTried({ of: trials, told });
    });
  };
  const nameOf = ({ field }: Place) => {
    const at = /^trials\[(\d+)\]/.exec(field)?.[1];
    return at === undefined ? undefined : trials[Number(at)]?.criterion;
  };
  const reset = () => {
    setTrials([]);
    setTried(null);
    clear();
  };
  return (
    <section class="block" id="neu-thi">
      <h2>{text.title}</h2>
      <p class="small muted">{text.lead}</p>
      <form class="fields wide-fields block-s" onSubmit={send} noValidate>
        <TroubleNotice trouble={trouble} nameOf={nameOf} />
        <SuggestButton page={page} leaves={leaves} onTry={setTrials} />
        {trials.length === 0 && <p class="empty">{text.empty}</p>}
        {trials.map((trial, at) => (
          <TrialRow
            key={trial.criterion}
            trial={trial}
            leaf={leaves.find(({ code }) => code === trial.criterion)}
            onChange={(points) => setTrials(trials.with(at, { ...trial, points }))}
            onRemove={() => setTrials(trials.toSpliced(at, 1))}
          />
        ))}
        <AddTrial leaves={leaves} trials={trials} onAdd={(one) => setTrials([...trials, one])} />
        <p class="toolbar">
          <button type="submit" class="button" disabled={busy || trials.length === 0}>
            {busy ? words.staff.working : text.run}
          </button>
          {trials.length > 0 && (
            <button type="button" class="button quiet" onClick={reset}>
              {text.clear}
            </button>
          )}
        </p>
      </form>
      <div role="status">
        {tried && <Outcome told={tried.told} outdated={tried.of !== trials} bandsOn={page.next.bandsOn} />}
      </div>
    </section>
  );
}

interface SuggestButtonProps {
  readonly page: UnitPage;
  readonly leaves: readonly Leaf[];
  onTry(trials: readonly Trial[]): void;
}

/** The fewest criteria that suffice for the next class, each at its maximum; none where deductions are among them. */
function SuggestButton({ page, leaves, onTry }: SuggestButtonProps) {
  const { lang, words } = useLanguage();
  const { whatIf: text } = words.staff.years;
  const [better] = page.next.better;
  const fewest = better?.fewest ?? 0;
  const trials = page.next.recoverable.slice(0, fewest).flatMap(({ criterion }) => {
    const max = leaves.find(({ code }) => code === criterion)?.max ?? null;
    return criterion === null || max === null ? [] : [{ criterion, points: max }];
  });
  if (!better || fewest === 0 || trials.length < fewest) return null;
  return (
    <p>
      <button type="button" class="button quiet" onClick={() => onTry(trials)}>
        {text.suggest(say(better.name, lang))}
      </button>
    </p>
  );
}

const leafName = ({ code, name }: Leaf, lang: Lang) => `${code} ${say(name, lang)}`;

interface TrialRowProps {
  readonly trial: Trial;
  readonly leaf: Leaf | undefined;
  onChange(points: string): void;
  onRemove(): void;
}

function TrialRow({ trial, leaf, onChange, onRemove }: TrialRowProps) {
  const { lang, words } = useLanguage();
  const { whatIf: text } = words.staff.years;
  if (!leaf) return null;
  const figure = (points: string) => formatShort(points, POINT_DECIMALS, lang);
  const now = leaf.points === null ? words.common.noValue : figure(leaf.points);
  const name = leafName(leaf, lang);
  return (
    <div class="trial-row">
      <DecimalField
        label={text.points(name)}
        name={`trial-${leaf.code}`}
        hint={leaf.max === null ? text.now(now) : text.ofMax(now, figure(leaf.max))}
        value={trial.points}
        onInput={onChange}
      />
      <button type="button" class="icon-button" aria-label={text.remove(name)} onClick={onRemove}>
        <span aria-hidden="true">×</span>
      </button>
    </div>
  );
}

interface AddTrialProps {
  readonly leaves: readonly Leaf[];
  readonly trials: readonly Trial[];
  onAdd(trial: Trial): void;
}

function AddTrial({ leaves, trials, onAdd }: AddTrialProps) {
  const { lang, words } = useLanguage();
  const { whatIf: text } = words.staff.years;
  const open = leaves.filter(({ code }) => !trials.some(({ criterion }) => criterion === code));
  if (open.length === 0) return null;
  return (
    <ChoiceField
      label={text.add}
      name="add-trial"
      value=""
      choices={[
        ['', text.choose] as const,
        ...open.map((leaf) => [leaf.code, leafName(leaf, lang)] as const),
      ]}
      onChoose={(code) => {
        const leaf = open.find((one) => one.code === code);
        if (leaf) onAdd({ criterion: leaf.code, points: leaf.points ?? '0' });
      }}
    />
  );
}

interface OutcomeProps {
  readonly told: Tried;
  readonly outdated: boolean;
  readonly bandsOn: UnitPage['next']['bandsOn'];
}

const FIGURES = ['points', 'index', 'class', 'rank'] as const;

function Outcome({ told, outdated, bandsOn }: OutcomeProps) {
  const { lang, words } = useLanguage();
  const { whatIf: text } = words.staff.years;
  const { after } = told;
  const [better] = told.next.better;
  const known = after.index !== null && after.class !== null;
  return (
    <>
      <p class="lead">
        {known
          ? text.result(formatPercent(after.index ?? '0', lang), say(after.class ?? { vi: '' }, lang))
          : text.resultNone}{' '}
        {known &&
          (better
            ? text.needs(formatDecimal(roundedUp(better.points), 2, lang), say(better.name, lang))
            : text.top)}
      </p>
      {outdated && <p class="note">{text.outdated}</p>}
      <table class="block-s">
        <thead>
          <tr>
            <th scope="col">{text.figure}</th>
            <th scope="col" class="n">
              {text.before}
            </th>
            <th scope="col" class="n">
              {text.after}
            </th>
          </tr>
        </thead>
        <tbody>
          {FIGURES.filter((figure) => figure !== 'index' || bandsOn === 'index').map((figure) => (
            <tr key={figure}>
              <th scope="row">{text.figures[figure]}</th>
              <FigureCell figure={figure} of={told.before} ranked={told.of} />
              <FigureCell figure={figure} of={told.after} ranked={told.of} />
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

interface FigureCellProps {
  readonly figure: (typeof FIGURES)[number];
  readonly of: Tried['after'];
  readonly ranked: number;
}

function FigureCell({ figure, of, ranked }: FigureCellProps) {
  const { lang, words } = useLanguage();
  const { whatIf: text } = words.staff.years;
  const none = words.common.noValue;
  const held = of.uncappedClass && text.held(say(of.uncappedClass, lang));
  const shown = {
    points: of.points === null ? none : formatShort(of.points, POINT_DECIMALS, lang),
    index: of.index === null ? none : formatPercent(of.index, lang),
    class: of.class === null ? none : say(of.class, lang),
    rank: of.rank === null ? '–' : text.rankOf(of.rank, ranked),
  };
  return (
    <td class="n">
      {shown[figure]}
      {figure === 'class' && held && <span class="under small muted">{held}</span>}
    </td>
  );
}
