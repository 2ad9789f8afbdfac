import { useMemo } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { formatShort } from '../format.ts';
import type { Assessment } from './api.ts';
import type { AssessedCriterion, AssessedLeaf, Stage } from './assessment-draft.ts';
import { Leaf, type LeafActions, leafAnchor } from './assessment-leaf.tsx';
import { useLanguage } from './language.tsx';

interface LeafTreeProps {
  readonly data: Assessment;
  readonly stages: readonly Stage[];
  readonly shown: (leaf: AssessedLeaf) => boolean;
  readonly chosen: ReadonlySet<string>;
  readonly missing: ReadonlyMap<string, string>;
  readonly epoch: number;
  readonly actions: LeafActions;
  /** Of these leaves, the ones whose score may be taken as it is. */
  readonly acceptable: (codes: readonly string[]) => string[];
}

/** Areas with their criteria and sub-criteria, each group with its running total. */
export function LeafTree(props: LeafTreeProps) {
  const { data, shown } = props;
  const { words } = useLanguage();
  const leaves = useMemo(() => new Map(data.leaves.map((leaf) => [leaf.code, leaf])), [data.leaves]);
  const visible = data.leaves.filter(shown).map(({ code }) => code);
  const isSeen = ({ code }: AssessedCriterion) => visible.some((leaf) => isBelow(leaf, code, data.criteria));
  const areas = data.criteria.filter((criterion) => criterion.parent === null && isSeen(criterion));
  if (visible.length === 0) return <p class="empty">{words.staff.assessment.noneShown}</p>;
  return (
    <>
      {areas.length > 1 && <AreaJumps areas={areas} data={data} />}
      {areas.map((area) => (
        <Area key={area.code} {...props} area={area} leaves={leaves} visible={new Set(visible)} />
      ))}
    </>
  );
}

interface AreaJumpsProps {
  readonly areas: readonly AssessedCriterion[];
  readonly data: Assessment;
}

/** Ways to the areas, each with what is still missing in it. */
function AreaJumps({ areas, data }: AreaJumpsProps) {
  const { lang, words } = useLanguage();
  const { assessment: text } = words.staff;
  return (
    <nav class="area-jumps" aria-label={text.areas}>
      {areas.map(({ code, name }) => {
        const open = data.missing.filter(({ criterion }) => isBelow(criterion, code, data.criteria)).length;
        return (
          <a key={code} href={`#${leafAnchor(code)}`}>
            {code}. {say(name, lang)}
            {open > 0 && <span class="tag low">{text.stillMissing(open)}</span>}
          </a>
        );
      })}
    </nav>
  );
}

function isBelow(code: string, group: string, criteria: readonly AssessedCriterion[]): boolean {
  for (let at: string | null = code; at !== null; ) {
    if (at === group) return true;
    const here: string = at;
    at = criteria.find((one) => one.code === here)?.parent ?? null;
  }
  return false;
}

interface AreaProps extends LeafTreeProps {
  readonly area: AssessedCriterion;
  readonly leaves: ReadonlyMap<string, AssessedLeaf>;
  readonly visible: ReadonlySet<string>;
}

function Area(props: AreaProps) {
  const { area, data, leaves, visible, actions, acceptable } = props;
  const { lang, words } = useLanguage();
  const { assessment: text } = words.staff;
  const below = data.criteria.filter(({ code }) => isBelow(code, area.code, data.criteria));
  if (!below.some(({ code }) => visible.has(code))) return null;
  const equal = acceptable(below.map(({ code }) => code));
  return (
    <section class="area" id={leafAnchor(area.code)} aria-labelledby={`${leafAnchor(area.code)}-t`}>
      <div class="section-head">
        <h2 id={`${leafAnchor(area.code)}-t`}>
          {area.code}. {say(area.name, lang)}
        </h2>
        {equal.length > 0 && (
          <button type="button" class="button quiet" onClick={() => actions.accept(equal)}>
            {data.writes === 'round-2' ? text.keepAll(equal.length) : text.acceptAll(equal.length)}
          </button>
        )}
      </div>
      <GroupTotals data={data} code={area.code} />
      {below.slice(1).map((criterion) => {
        if (criterion.kind === 'group') {
          const any = below.some(
            ({ code }) => visible.has(code) && isBelow(code, criterion.code, data.criteria),
          );
          return any ? <Group key={criterion.code} data={data} criterion={criterion} /> : null;
        }
        const leaf = leaves.get(criterion.code);
        if (!leaf || !visible.has(criterion.code)) return null;
        return (
          <Leaf
            key={criterion.code}
            assessment={data}
            criterion={criterion}
            leaf={leaf}
            stages={props.stages}
            actions={actions}
            chosen={props.chosen.has(criterion.code)}
            missing={props.missing.get(criterion.code) ?? null}
            epoch={props.epoch}
            level={criterion.parent === area.code ? 3 : 4}
          />
        );
      })}
    </section>
  );
}

interface GroupProps {
  readonly data: Assessment;
  readonly criterion: AssessedCriterion;
}

function Group({ data, criterion }: GroupProps) {
  const { lang } = useLanguage();
  return (
    <div class="group-head">
      <h3>
        <span class="code">{criterion.code}</span> {say(criterion.name, lang)}
      </h3>
      <GroupTotals data={data} code={criterion.code} />
    </div>
  );
}

function GroupTotals({ data, code }: { readonly data: Assessment; readonly code: string }) {
  const { lang, words } = useLanguage();
  const { totals: names } = words.staff.assessment;
  const kinds = data.state === 'open' ? (['self'] as const) : (['self', 'appraised'] as const);
  const lines = kinds.flatMap((kind) => {
    const row = data.totals[kind].find((one) => one.code === code);
    if (!row || (kind === 'self' && row.leaves === 0) || row.done === 0) return [];
    const of = row.of === null ? '' : ` / ${formatShort(row.of, 5, lang)}`;
    return [`${names[kind]} ${formatShort(row.points, 5, lang)}${of}`];
  });
  return lines.length === 0 ? null : <p class="small muted group-totals">{lines.join(' · ')}</p>;
}
