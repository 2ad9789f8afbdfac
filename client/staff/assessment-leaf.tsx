import { useMemo, useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { formatShort } from '../format.ts';
import type { Assessment } from './api.ts';
import { AppraisalEditor } from './assessment-appraisal-editor.tsx';
import { Compare } from './assessment-compare.tsx';
import {
  type AssessedCriterion,
  type AssessedLeaf,
  entryAt,
  isWritten,
  type Stage,
} from './assessment-draft.ts';
import { KeptAside } from './assessment-kept.tsx';
import { ExplanationEditor, type OwnEditorProps, SelfEditor } from './assessment-own-editor.tsx';
import { Trail } from './assessment-trail.tsx';
import { EvidenceSlot } from './evidence-slot.tsx';
import { scoreKept } from './kept-changes.ts';
import { useLanguage } from './language.tsx';
import { useKeptFocus } from './parts/kept-focus.ts';
import { ruleSentence } from './rule-sentence.ts';
import { mayAny, useSession } from './session.ts';

/** Id of a leaf on the page, for jumps. */
export const leafAnchor = (code: string) => `tc-${code.replaceAll('.', '-')}`;

export interface LeafActions extends Pick<OwnEditorProps, 'save' | 'newest' | 'report'> {
  /** Accepts the score as it is. */
  accept(criteria: readonly string[]): void;
  /** A document was brought or taken back. */
  refresh(): void;
  /** Marks a leaf to be accepted with others. */
  choose(criterion: string, chosen: boolean): void;
}

export interface LeafProps {
  readonly assessment: Pick<Assessment, 'campaign' | 'unit' | 'writes' | 'stage' | 'appraises' | 'office'>;
  readonly criterion: AssessedCriterion;
  readonly leaf: AssessedLeaf;
  /** What the page shows side by side. */
  readonly stages: readonly Stage[];
  readonly actions: LeafActions;
  readonly chosen: boolean;
  /** Of its heading: under the area, or under a group of it. */
  readonly level: 3 | 4;
  /** Why the stage still waits for this leaf; null: it does not. */
  readonly missing: string | null;
  /** Rises when everything was loaded anew. */
  readonly epoch: number;
}

/** A leaf is drawn anew only when something of it changed: the others do not feel a keystroke. */
export function Leaf(props: LeafProps) {
  const { criterion, leaf, stages, chosen, missing, epoch, actions, assessment } = props;
  const { writes, stage } = assessment;
  const { lang } = useLanguage();
  return useMemo(
    () => <LeafCard {...props} key={epoch} />,
    [criterion, leaf, stages, chosen, missing, epoch, actions, writes, stage, lang],
  );
}

function LeafCard(props: LeafProps) {
  const { assessment, criterion, leaf, stages, missing, actions } = props;
  const session = useSession();
  const { lang, words } = useLanguage();
  const { assessment: text } = words.staff;
  const { campaign, unit, writes } = assessment;
  const max = criterion.max === null ? '' : text.atMost(formatShort(criterion.max, 4, lang));
  const Heading = `h${props.level}` as const;
  const ownField = writes === 'self' && criterion.selfScored && leaf.excluded === null;
  return (
    <article class={`leaf ${missing ? 'waits' : ''}`} id={leafAnchor(criterion.code)} tabIndex={-1}>
      <Heading>
        <span class="code">{criterion.code}</span> {say(criterion.name, lang)}{' '}
        <span class="small muted">{max}</span>
      </Heading>
      {criterion.rule && leaf.excluded === null && (
        <p class="small muted">
          {text.rule.title}: {ruleSentence(criterion.rule, criterion.max, lang, words)}
        </p>
      )}
      {criterion.evidence && criterion.selfScored && (
        <p class="small muted">
          {text.evidenceAsked}: {say(criterion.evidence, lang)}
        </p>
      )}
      {criterion.agency && (
        <p class="small muted">
          {text.agency}: {say(criterion.agency, lang)}
        </p>
      )}
      {leaf.excluded !== null && (
        <p class="small">
          <span class="state striped">{words.common.notAssessed}</span> {text.excluded(leaf.excluded)}
        </p>
      )}
      {!criterion.selfScored && writes === 'self' && leaf.counted === null && (
        <p class="small muted">{text.notYours}</p>
      )}
      {leaf.excluded === null && (
        <div class={ownField ? 'on-paper' : undefined}>
          <Compare criterion={criterion} leaf={leaf} stages={stages} work={assessment.stage} />
        </div>
      )}
      {leaf.excluded === null && <Work {...props} />}
      <KeptAside
        place={{
          account: session.account.id,
          campaign: campaign.id,
          unit: unit.code,
          criterion: criterion.code,
        }}
        criterion={criterion}
        writes={writes}
      />
      {leaf.excluded === null && criterion.selfScored && mayAny(session, ['read-evidence']) && (
        <EvidenceSlot
          campaign={campaign.id}
          unit={unit.code}
          criterion={criterion.code}
          locked={writes !== 'self' && writes !== 'explanation'}
          onChanged={actions.refresh}
        />
      )}
      {missing && <p class="small missing-line">{missing}</p>}
      {leaf.stages.some(({ revision }) => revision > 0) && writes !== 'self' && (
        <Trail campaign={campaign.id} unit={unit.code} criterion={criterion.code} />
      )}
    </article>
  );
}

/** What the reader may write at this stage. */
function Work(props: LeafProps) {
  const { assessment, criterion, leaf, actions } = props;
  const { account } = useSession();
  const { campaign, unit } = assessment;
  const place = { account: account.id, campaign: campaign.id, unit: unit.code, criterion: criterion.code };
  const keptAs = (stage: 'self' | 'explanation') => scoreKept({ ...place, stage });
  const { save, newest, report, refresh: onLocked } = actions;
  const own = { criterion, leaf, save, newest, report, onLocked };
  switch (assessment.writes) {
    case 'self':
      return criterion.selfScored ? <SelfEditor {...own} keptAs={keptAs('self')} /> : null;
    case 'explanation':
      return criterion.appraised ? <ExplanationEditor {...own} keptAs={keptAs('explanation')} /> : null;
    case 'round-1':
      return criterion.appraised ? <Appraise {...props} stage="round-1" /> : null;
    case 'round-2':
      return leaf.explained ? <Appraise {...props} stage="round-2" /> : null;
    default:
      return null;
  }
}

interface AppraiseProps extends LeafProps {
  readonly stage: 'round-1' | 'round-2';
}

function Appraise({ assessment, criterion, leaf, actions, chosen, stage }: AppraiseProps) {
  const { words } = useLanguage();
  const { assessment: text } = words.staff;
  const [editing, setEditing] = useState(false);
  const { campaign, unit } = assessment;
  const written = isWritten(entryAt(leaf, stage));
  const acceptable = mayAccept(criterion, leaf, stage);
  const place = useKeptFocus(`${editing} ${acceptable}`);
  if (editing)
    return (
      <div ref={place}>
        <AppraisalEditor
          campaign={campaign.id}
          unit={unit.code}
          criterion={criterion}
          leaf={leaf}
          stage={stage}
          save={actions.save}
          newest={actions.newest}
          report={actions.report}
          onClose={() => setEditing(false)}
        />
      </div>
    );
  return (
    <div class="leaf-actions" ref={place}>
      {acceptable && (
        <label class="choose">
          <input
            type="checkbox"
            checked={chosen}
            onChange={(event) => actions.choose(criterion.code, event.currentTarget.checked)}
          />{' '}
          {text.choose}
          <span class="visually-hidden"> {criterion.code}</span>
        </label>
      )}
      {acceptable && (
        <button type="button" class="button quiet" onClick={() => actions.accept([criterion.code])}>
          {stage === 'round-1' ? text.acceptClaim : text.keepRound1}
          <span class="visually-hidden"> {criterion.code}</span>
        </button>
      )}
      <button type="button" class="button quiet" onClick={() => setEditing(true)}>
        {written ? text.editScore : text.giveScore}
        <span class="visually-hidden"> {criterion.code}</span>
      </button>
    </div>
  );
}

/**
 * A score can be taken as it is where there is one, none of this round yet, and no document has to be named; in round 2
 * where the unit has explained, for everything else stands anyway.
 */
export function mayAccept(
  criterion: AssessedCriterion,
  leaf: AssessedLeaf,
  stage: 'round-1' | 'round-2',
): boolean {
  if (isWritten(entryAt(leaf, stage)) || (stage === 'round-2' && !leaf.explained)) return false;
  const before = entryAt(leaf, stage === 'round-1' ? 'self' : 'round-1');
  return isWritten(before) && (!criterion.needsSource || before.source !== null);
}
