import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { formatCount, formatShort } from '../format.ts';
import { ASSESSMENTS, appraisersScreen, assessmentScreen, scoreChangesScreen } from './addresses.ts';
import { type AssessmentList, answerOf, assessments } from './api.ts';
import { CouncilDialog } from './assessment-council-dialog.tsx';
import { StageDays, useDeadlineWords } from './assessment-deadline.tsx';
import { DeadlinesDialog } from './assessment-deadlines-dialog.tsx';
import { ExtensionDialog } from './assessment-extension-dialog.tsx';
import './assessment.css';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { useLoad } from './use-load.ts';

export type ListedUnit = AssessmentList['units'][number];

type Open =
  | { readonly dialog: 'deadlines' | 'council' }
  | { readonly dialog: 'extension'; readonly unit: ListedUnit };

/** The units of a campaign and where each stands; for the publisher also what there is to arrange. */
export function AssessmentOverviewScreen() {
  const { lang, words } = useLanguage();
  const { params } = useRoute();
  const campaign = params.campaign ?? '';
  const { assessment: text } = words.staff;
  const [open, setOpen] = useState<Open | null>(null);
  const load = useLoad<AssessmentList>(campaign, () =>
    answerOf(assessments.campaigns[':campaign'].assessments.$get({ param: { campaign } })),
  );
  const list = load.data;
  const close = () => setOpen(null);
  const done = () => {
    close();
    load.reload();
  };
  return (
    <Screen
      title={list ? say(list.campaign.title, lang) : text.title}
      over={{ title: text.title, href: ASSESSMENTS }}
      actions={list?.mayManage && <ManageActions campaign={campaign} list={list} open={setOpen} />}
    >
      <Loaded load={load}>
        {(data) => (
          <>
            <StageDays deadlines={data.deadlines} today={data.today} />
            {data.units.length === 0 ? (
              <p class="empty">{data.mayManage ? text.beginHint : text.noneWait}</p>
            ) : (
              <UnitTable list={data} onExtend={(unit) => setOpen({ dialog: 'extension', unit })} />
            )}
            {open?.dialog === 'deadlines' && <DeadlinesDialog list={data} onClose={close} onDone={done} />}
            {open?.dialog === 'council' && <CouncilDialog list={data} onClose={close} onDone={done} />}
            {open?.dialog === 'extension' && (
              <ExtensionDialog campaign={campaign} unit={open.unit} onClose={close} onDone={done} />
            )}
          </>
        )}
      </Loaded>
    </Screen>
  );
}

interface ManageActionsProps {
  readonly campaign: string;
  readonly list: AssessmentList;
  open(open: Open): void;
}

function ManageActions({ campaign, list, open }: ManageActionsProps) {
  const { words } = useLanguage();
  const { assessment: text } = words.staff;
  const begun = list.units.length > 0;
  return (
    <>
      {begun && (
        <>
          <a class="button quiet" href={scoreChangesScreen(campaign)}>
            {text.changes.title}
          </a>
          <a class="button quiet" href={appraisersScreen(campaign)}>
            {text.appraisers.title}
          </a>
          <button type="button" class="button quiet" onClick={() => open({ dialog: 'council' })}>
            {text.council.open}
          </button>
        </>
      )}
      <button
        type="button"
        class={begun ? 'button quiet' : 'button'}
        onClick={() => open({ dialog: 'deadlines' })}
      >
        {begun ? text.deadlinesDialog.open : text.deadlinesDialog.begin}
      </button>
    </>
  );
}

interface UnitTableProps {
  readonly list: AssessmentList;
  onExtend(unit: ListedUnit): void;
}

function UnitTable({ list, onExtend }: UnitTableProps) {
  const { words } = useLanguage();
  const { assessment: text } = words.staff;
  const points = list.units.some((unit) => unit.points !== null);
  return (
    <table class="block-s assessed-units">
      <thead>
        <tr>
          <th scope="col">{text.unit}</th>
          <th scope="col" class="wide">
            {text.standing}
          </th>
          <th scope="col" class="wide">
            {text.progress}
          </th>
          {points && (
            <>
              <th scope="col" class="n wide">
                {text.totals.self}
              </th>
              <th scope="col" class="n wide">
                {text.totals.appraised}
              </th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {list.units.map((unit) => (
          <UnitRow key={unit.unit} list={list} unit={unit} points={points} onExtend={onExtend} />
        ))}
      </tbody>
    </table>
  );
}

interface UnitRowProps extends UnitTableProps {
  readonly unit: ListedUnit;
  readonly points: boolean;
}

function UnitRow({ list, unit, points, onExtend }: UnitRowProps) {
  const { lang, words } = useLanguage();
  const { assessment: text } = words.staff;
  const deadline = useDeadlineWords();
  const shown = (value: string | null | undefined) => (value == null ? '–' : formatShort(value, 5, lang));
  const standing = (
    <>
      <span class={`tag ${unit.state === 'final' ? 'top' : 'mid'}`}>{text.states[unit.state]}</span>
      {unit.deadline && (
        <span class={`under small ${unit.deadline.daysLeft < 0 ? 'warn-line' : 'muted'}`}>
          {deadline(unit.deadline)}
          {unit.extendedUntil === unit.deadline.day && ` ${text.extendedNote}`}
        </span>
      )}
      {list.mayManage && unit.state !== 'final' && (
        <button type="button" class="link-button small" onClick={() => onExtend(unit)}>
          {text.extension.open}
          <span class="visually-hidden"> {say(unit.name, lang)}</span>
        </button>
      )}
    </>
  );
  return (
    <tr>
      <th scope="row">
        <a href={assessmentScreen(list.campaign.id, unit.unit)}>{say(unit.name, lang)}</a>
        <span class="narrow">
          {standing}
          <Progress list={list} unit={unit} />
        </span>
      </th>
      <td class="wide">{standing}</td>
      <td class="wide">
        <Progress list={list} unit={unit} />
      </td>
      {points && (
        <>
          <td class="n wide">{shown(unit.points?.self)}</td>
          <td class="n wide">{shown(unit.points?.appraised)}</td>
        </>
      )}
    </tr>
  );
}

/** Leaves done of those that the stage asks for, as a whole and by area. */
function Progress({ list, unit }: { readonly list: AssessmentList; readonly unit: ListedUnit }) {
  const { lang, words } = useLanguage();
  const { assessment: text } = words.staff;
  if (!unit.progress) return <span class="small muted under">{text.noProgress[unit.state]}</span>;
  const sum = (of: 'done' | 'leaves') => (unit.progress ?? []).reduce((total, area) => total + area[of], 0);
  const [done, leaves] = [sum('done'), sum('leaves')];
  if (leaves === 0) return <span class="small muted under">{text.nothingToScore}</span>;
  const nameOf = (area: string) => {
    const name = list.areas.find(({ code }) => code === area)?.name;
    return name ? say(name, lang) : area;
  };
  const open = unit.progress.filter((area) => area.done < area.leaves);
  return (
    <>
      <span class="under">{text.doneOf(formatCount(done, lang), formatCount(leaves, lang))}</span>
      <progress class="progress-bar" value={done} max={leaves} aria-label={text.progress} />
      {unit.stage !== 'self' && open.length > 0 && open.length < list.areas.length + 1 && (
        <span class="under small muted">
          {open
            .map(({ area, done: ready, leaves: all }) => `${area}. ${nameOf(area)}: ${ready}/${all}`)
            .join(' · ')}
        </span>
      )}
    </>
  );
}
