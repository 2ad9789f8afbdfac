import { useState } from 'preact/hooks';
import { timeOf } from '../format.ts';
import { answerOf, type Plan, plans } from './api.ts';
import { EditorBar } from './editor-bar.tsx';
import { historyOf, redone, step, undone } from './framework-history.ts';
import { planKept } from './kept-changes.ts';
import { useLanguage } from './language.tsx';
import { KeptNotice } from './parts/kept-notice.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { added, changed, draftOf, moved, type PlanDraft, removed } from './plan-draft.ts';
import { PlanTaskForm } from './plan-task-form.tsx';
import type { Place } from './trouble.ts';
import { useEditorKeys } from './use-editor-keys.ts';
import { useKeeping } from './use-keeping.ts';
import { useSend } from './use-send.ts';

interface EditorProps {
  readonly plan: Plan;
  /** What stands beside the editor reads again. */
  onSaved(): void;
  /** Asks the server again, which forgets what was changed here. */
  onReload(): void;
}

/** A draft, changed step by step and saved whole; every step can be taken back. */
export function PlanEditor({ plan, onSaved, onReload }: EditorProps) {
  const { words } = useLanguage();
  const { editor: text } = words.staff.plans;
  const [history, setHistory] = useState(() => historyOf(draftOf(plan)));
  const [saved, setSaved] = useState({ draft: history.now, revision: plan.revision, at: '' });
  const [open, setOpen] = useState<number | null>(null);
  const { busy, trouble, run } = useSend();
  const { now } = history;
  const dirty = now !== saved.draft;
  const change = (draft: PlanDraft, field?: string) =>
    setHistory((before) => step(before, draft, field ?? null));
  const save = () =>
    void run(async () => {
      const json = {
        title: now.title,
        source: now.source.trim() || null,
        fromCampaign: plan.fromCampaign?.id ?? null,
        revision: saved.revision,
        tasks: [...now.tasks],
      };
      const { revision } = await answerOf(plans.plans[':plan'].$put({ param: { plan: plan.id }, json }));
      setSaved({ draft: now, revision, at: timeOf(new Date().toISOString()) });
      onSaved();
    });
  useKeeping(planKept(plan.id), saved.revision, now, dirty);
  useEditorKeys({
    save: () => dirty && save(),
    undo: () => setHistory(undone),
    redo: () => setHistory(redone),
  });
  const place = usePlaceNames();
  return (
    <div class="plan-editor">
      <KeptNotice<PlanDraft> name={planKept(plan.id)} revision={plan.revision} onResume={change} />
      <EditorBar
        text={text}
        history={history}
        dirty={dirty}
        busy={busy}
        said={dirty ? text.unsaved : saved.at && text.saved(saved.at)}
        onSave={save}
        onHistory={setHistory}
      />
      <TroubleNotice trouble={trouble} nameOf={place} />
      {trouble?.code === 'changed-meanwhile' && (
        <p>
          <button type="button" class="button quiet" onClick={onReload}>
            {text.reload}
          </button>
        </p>
      )}
      <div class="fields">
        <TextInput
          label={text.planTitle}
          name="title"
          value={now.title}
          onInput={(title) => change({ ...now, title }, 'title')}
        />
        <TextInput
          label={text.source}
          name="source"
          value={now.source}
          mark={text.optional}
          onInput={(source) => change({ ...now, source }, 'source')}
        />
      </div>
      <ol class="plan-tasks">
        {now.tasks.map((task, at) => (
          // Tasks have no name of their own: their place is theirs.
          <li key={String(at)} class="plan-task">
            <TaskLine
              draft={now}
              at={at}
              open={open === at}
              onOpen={() => setOpen(open === at ? null : at)}
              onChange={(draft) => {
                setOpen(null);
                change(draft);
              }}
            />
            {open === at && (
              <PlanTaskForm
                task={task}
                units={plan.units}
                onChange={(part, field) => change(changed(now, at, part), `${at} ${field}`)}
                onDone={() => setOpen(null)}
              />
            )}
          </li>
        ))}
      </ol>
      <p>
        <button
          type="button"
          class="button quiet"
          onClick={() => {
            change(added(now));
            setOpen(now.tasks.length);
          }}
        >
          {text.add}
        </button>
      </p>
    </div>
  );
}

interface LineProps {
  readonly draft: PlanDraft;
  readonly at: number;
  readonly open: boolean;
  onOpen(): void;
  onChange(draft: PlanDraft): void;
}

/** A task in short, and what can be done with it. */
function TaskLine({ draft, at, open, onOpen, onChange }: LineProps) {
  const { editor: text } = useLanguage().words.staff.plans;
  const task = draft.tasks[at];
  if (!task) return null;
  const of = <span class="visually-hidden"> {text.place(at + 1)}</span>;
  return (
    <>
      <h2 class="plan-line">
        {at + 1}. <span class="plan-code">{task.criterion}</span> {task.name || text.newTask}
      </h2>
      <p class="plan-actions">
        <button type="button" class="link-button" aria-expanded={open} onClick={onOpen}>
          {text.edit}
          {of}
        </button>
        <button
          type="button"
          class="link-button"
          disabled={at === 0}
          onClick={() => onChange(moved(draft, at, -1))}
        >
          {text.up}
          {of}
        </button>
        <button
          type="button"
          class="link-button"
          disabled={at === draft.tasks.length - 1}
          onClick={() => onChange(moved(draft, at, 1))}
        >
          {text.down}
          {of}
        </button>
        <button type="button" class="link-button" onClick={() => onChange(removed(draft, at))}>
          {text.remove}
          {of}
        </button>
      </p>
    </>
  );
}

/** "tasks[3].criterion" as "Nhiệm vụ 4, Mã tiêu chí". */
function usePlaceNames(): (place: Place) => string | undefined {
  const { editor: text, task } = useLanguage().words.staff.plans;
  const fields: Readonly<Record<string, string>> = {
    criterion: text.criterion,
    name: text.name,
    targetPoints: text.targetPoints,
    deadlineOn: text.deadlineOn,
    leadUnit: text.leadUnit,
    coordinatingUnits: text.coordinatingUnits,
    target: task.target,
    product: task.product,
    requirement: task.requirement,
    deadline: text.deadline,
    lead: text.lead,
    coordinating: text.coordinating,
  };
  return ({ field }) => {
    if (field === 'title') return text.planTitle;
    const [, at, name] = /^tasks\[(\d+)\]\.(\w+)$/.exec(field) ?? [];
    return at === undefined ? undefined : `${text.place(Number(at) + 1)}, ${fields[name ?? ''] ?? name}`;
  };
}
