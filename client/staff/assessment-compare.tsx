import { ArithmeticLine } from '../arithmetic-line.tsx';
import { formatCount, formatDate, formatInstant, formatShare, formatShort } from '../format.ts';
import {
  type AssessedCriterion,
  type AssessedLeaf,
  differ,
  entryAt,
  isWritten,
  type Stage,
  type StageEntry,
} from './assessment-draft.ts';
import { RatioLine } from './assessment-ratio.tsx';
import { useLanguage } from './language.tsx';

/** Decimals of a score on the screen: leaves have four, surveys five. */
export const SCORE_DECIMALS = 5;

interface StagePointsProps {
  readonly entry: Pick<StageEntry, 'state' | 'points'> | null | undefined;
}

/** Points, or that there are none: blank, zero and not assessed are three things (decision 9). */
export function StagePoints({ entry }: StagePointsProps) {
  const { lang, words } = useLanguage();
  if (!entry || entry.state === 'blank') return <span class="muted">{words.common.noValue}</span>;
  if (entry.state === 'not-assessed') return <span class="state striped">{words.common.notAssessed}</span>;
  return <b class="figures">{formatShort(entry.points ?? '0', SCORE_DECIMALS, lang)}</b>;
}

interface CompareProps {
  readonly criterion: AssessedCriterion;
  readonly leaf: AssessedLeaf;
  /** The stages that show themselves. */
  readonly stages: readonly Stage[];
  /** The stage at work, which is shown though nothing stands there yet; null: the score is final. */
  readonly work: Stage | null;
}

/** What each stage gives before it, to be held against it. */
const BEFORE: Partial<Record<Stage, readonly Stage[]>> = {
  'round-1': ['self'],
  'round-2': ['round-1', 'self'],
  council: ['round-2', 'round-1', 'self'],
};

/** The stages of one leaf side by side, the final score last; a score that differs from the one before it is marked. */
export function Compare({ criterion, leaf, stages, work }: CompareProps) {
  const { words } = useLanguage();
  const { assessment: text } = words.staff;
  if (leaf.counted) return <Counted leaf={leaf} />;
  if (!criterion.appraised) return null;
  const shown = stages.filter((stage) => {
    const entry = entryAt(leaf, stage);
    if (stage === 'self') return criterion.selfScored;
    return (
      Boolean(entry?.note) ||
      isWritten(entry) ||
      (stage === work && (stage === 'round-1' || (stage === 'round-2' && leaf.explained)))
    );
  });
  const claim = entryAt(leaf, 'self');
  const finalDiffers = isWritten(claim) && leaf.standing !== null && leaf.changed;
  return (
    <dl class="compare">
      {shown.map((stage) => {
        const entry = entryAt(leaf, stage);
        const before = BEFORE[stage]?.find((one) => isWritten(entryAt(leaf, one)));
        const changed = before !== undefined && differ(leaf, before, stage);
        return (
          <div key={stage} class={changed ? 'differs' : undefined}>
            <dt class="small muted">{text.stages[stage]}</dt>
            <dd>
              {stage !== 'explanation' && <StagePoints entry={entry} />}
              {changed && <span class="tag low">{text.differs}</span>}
              <EntryDetails entry={entry} />
            </dd>
          </div>
        );
      })}
      {work === null && (
        <div class={finalDiffers ? 'differs' : undefined}>
          <dt class="small muted">{text.totals.final}</dt>
          <dd>
            <StagePoints entry={leaf.standing} />
            {finalDiffers && <span class="tag low">{text.differs}</span>}
          </dd>
        </div>
      )}
    </dl>
  );
}

function EntryDetails({ entry }: { readonly entry: StageEntry | undefined }) {
  const { lang, words } = useLanguage();
  const { assessment: text } = words.staff;
  if (!entry) return null;
  return (
    <>
      {entry.arithmetic && (
        <p class="small">
          <ArithmeticLine parts={entry.arithmetic} lang={lang} />
        </p>
      )}
      <RatioLine entry={entry} />
      {entry.note && <p class="small said">{entry.note}</p>}
      {entry.source && (
        <p class="small muted">
          {text.source}: {entry.source}
        </p>
      )}
      {(entry.note !== null || isWritten(entry)) && (
        <p class="small muted by-line">{text.byAt(entry.by, formatInstant(entry.at, lang))}</p>
      )}
    </>
  );
}

/** Points counted from answers, with the N behind them; nobody types these. */
function Counted({ leaf }: { readonly leaf: AssessedLeaf }) {
  const { lang, words } = useLanguage();
  const { assessment: text } = words.staff;
  const { counted } = leaf;
  if (!counted) return null;
  if (counted.pendingUntil !== null)
    return <p class="small muted">{text.surveyRuns(formatDate(counted.pendingUntil, lang))}</p>;
  const { basis } = counted;
  return (
    <div class="counted">
      <p>
        <StagePoints entry={counted} /> <span class="small muted">{text.countedFromAnswers}</span>
      </p>
      {basis && (
        <p class="small">
          {basis.value === null
            ? text.fewResponses(basis.responses)
            : words.unit.basis(formatShare(basis.value, lang), basis.answers, basis.responses)}
        </p>
      )}
      {basis && basis.byGroup.length > 0 && (
        <ul class="small groups">
          {basis.byGroup.map(({ group, responses, value }) => (
            <li key={group}>
              {group}: {formatCount(responses, lang)} {text.responses}
              {value === null ? '' : ` · ${formatShare(value, lang)}`}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
