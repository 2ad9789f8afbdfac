import { useState } from 'preact/hooks';
import type { Framework } from '../../server/core/framework.ts';
import { answerOf, type FeedingForm, type FrameworkShown, frameworks } from './api.ts';
import { saveFile } from './csv.ts';
import { EditorBar } from './editor-bar.tsx';
import { FaultList, rowOf } from './framework-faults.tsx';
import { FRAMEWORK_FILES, readFrameworkFile } from './framework-file.ts';
import { historyOf, redone, step, undone } from './framework-history.ts';
import { FrameworkSettingsForm } from './framework-settings-form.tsx';
import { addBelow, renumber } from './framework-tree.ts';
import { Sum, TreeTable } from './framework-tree-table.tsx';
import { frameworkKept } from './kept-changes.ts';
import { useLanguage } from './language.tsx';
import { FileButton } from './parts/file-button.tsx';
import { KeptNotice } from './parts/kept-notice.tsx';
import { Notice, TroubleNotice } from './parts/notice.tsx';
import { Trouble } from './trouble.ts';
import { useEditorKeys } from './use-editor-keys.ts';
import { useKeeping } from './use-keeping.ts';
import { useSend } from './use-send.ts';

interface EditorProps {
  readonly shown: FrameworkShown;
  readonly forms: readonly FeedingForm[];
  /** What stands beside the editor reads again. */
  onSaved(): void;
  /** Asks the server again, which forgets what was changed here. */
  onReload(): void;
}

/** Time of day in Việt Nam, for what was saved just now. */
const clock = () =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Ho_Chi_Minh',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date());

/** What the last save stored and what its check said. */
interface Saved {
  readonly framework: Framework;
  readonly revision: number;
  readonly faults: FrameworkShown['faultList'];
  readonly warnings: FrameworkShown['warnings'];
  readonly at: string | null;
}

/** A draft, changed step by step and saved whole; every step can be taken back. */
export function FrameworkEditor({ shown, forms, onSaved, onReload }: EditorProps) {
  const { words } = useLanguage();
  const { editor: text, settings } = words.staff.frameworks;
  const disabled = !shown.mayChange;
  const [history, setHistory] = useState(() => historyOf(shown.framework));
  const [saved, setSaved] = useState<Saved>({
    framework: shown.framework,
    revision: shown.revision,
    faults: shown.faultList,
    warnings: shown.warnings,
    at: null,
  });
  const [open, setOpen] = useState<string | null>(null);
  const [imported, setImported] = useState('');
  const { busy, trouble, run } = useSend();
  const { now } = history;
  const dirty = now !== saved.framework;
  const change = (framework: Framework, field?: string) =>
    setHistory((before) => step(before, framework, field ?? null));
  const save = () =>
    run(async () => {
      const sent = frameworks.frameworks[':framework'][':version'].$put({
        param: { framework: shown.id, version: String(shown.version) },
        json: { framework: now, revision: saved.revision },
      });
      const { revision, faultList, warnings } = await answerOf(sent);
      setSaved({ framework: now, revision, faults: faultList, warnings, at: clock() });
      setImported('');
      onSaved();
    });
  const take = (file: File) =>
    run(async () => {
      const read = await readFrameworkFile(file);
      if (!read) throw new Trouble('file-unreadable');
      change({ ...read, id: shown.id, version: shown.version });
      setImported(file.name);
    });
  useKeeping(frameworkKept(shown), saved.revision, now, dirty && !disabled);
  useEditorKeys({
    save: () => dirty && void save(),
    undo: () => setHistory(undone),
    redo: () => setHistory(redone),
  });
  const openRow = (code: string) => {
    setOpen(code);
    requestAnimationFrame(() => document.getElementById(`row-${code}`)?.querySelector('button')?.focus());
  };
  const faulty = new Set(saved.faults.flatMap((fault) => rowOf(fault, saved.framework) ?? []));
  return (
    <>
      <p>{shown.locked ? text.lockedLead : disabled ? text.notYours : text.lead}</p>
      {!disabled && (
        <KeptNotice<Framework> name={frameworkKept(shown)} revision={shown.revision} onResume={change} />
      )}
      {!disabled && (
        <EditorBar
          text={text}
          history={history}
          dirty={dirty}
          busy={busy}
          said={
            dirty
              ? imported
                ? text.imported(imported)
                : text.unsaved
              : saved.at === null
                ? ''
                : text.saved(saved.at)
          }
          onSave={() => void save()}
          onHistory={setHistory}
        >
          <FileButton
            label={text.import}
            accept={FRAMEWORK_FILES}
            disabled={busy}
            onFile={(file) => void take(file)}
          />
        </EditorBar>
      )}
      <EditorTrouble trouble={trouble} mine={now} onReload={onReload} />
      <FaultList
        faults={saved.faults}
        warnings={saved.warnings}
        framework={saved.framework}
        onOpen={openRow}
      />
      {dirty && <p class="hint">{text.faultsFresh}</p>}
      <details class="more block-s">
        <summary>{settings.title}</summary>
        <FrameworkSettingsForm framework={now} disabled={disabled} onChange={change} />
      </details>
      <div class="section-head">
        <h2>
          {text.tree} <Sum criteria={now.criteria} parent={null} max={now.max} />
        </h2>
        {!disabled && (
          <button
            type="button"
            class="button quiet"
            onClick={() => change({ ...now, criteria: renumber(now.criteria) })}
          >
            {text.renumber}
          </button>
        )}
      </div>
      <TreeTable
        framework={now}
        forms={forms}
        disabled={disabled}
        open={open}
        faulty={faulty}
        onOpen={setOpen}
        onChange={(criteria, field) => change({ ...now, criteria }, field)}
      />
      {!disabled && (
        <p class="toolbar">
          <button
            type="button"
            class="button quiet"
            onClick={() => {
              const added = addBelow(now.criteria, null);
              change({ ...now, criteria: added.criteria });
              setOpen(added.code);
            }}
          >
            {text.addArea}
          </button>
        </p>
      )}
    </>
  );
}

interface EditorTroubleProps {
  readonly trouble: Trouble | null;
  readonly mine: Framework;
  onReload(): void;
}

/** Where somebody else has saved, one's own version can be kept as a file before the other is loaded. */
function EditorTrouble({ trouble, mine, onReload }: EditorTroubleProps) {
  const { words } = useLanguage();
  const { frameworks: text } = words.staff;
  if (!trouble) return null;
  const keep = () =>
    saveFile(
      `${mine.id}-${mine.version}.json`,
      JSON.stringify({ kind: 'framework', framework: mine }, null, 2),
    );
  return (
    <div class="block-s">
      <TroubleNotice trouble={trouble} />
      {trouble.code === 'changed-meanwhile' && (
        <p class="toolbar">
          <button type="button" class="button quiet" onClick={keep}>
            {text.editor.keepMine}
          </button>
          <button type="button" class="button quiet" onClick={onReload}>
            {text.editor.reload}
          </button>
        </p>
      )}
      {trouble.code === 'file-unreadable' && trouble.places.length === 0 && (
        <Notice kind="info">
          <p>{text.dialog.notSheet}</p>
        </Notice>
      )}
    </div>
  );
}
