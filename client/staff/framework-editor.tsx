import { useState } from 'preact/hooks';
import type { Framework } from '../../server/core/framework.ts';
import { answerOf, type FeedingForm, type FrameworkShown, frameworks } from './api.ts';
import { EditorBar } from './editor-bar.tsx';
import { FaultList, rowOf } from './framework-faults.tsx';
import { FRAMEWORK_FILES, readFrameworkFile } from './framework-file.ts';
import { historyOf, redone, step, undone } from './framework-history.ts';
import { FrameworkSettingsForm } from './framework-settings-form.tsx';
import { addBelow, renumber } from './framework-tree.ts';
import { Sum, TreeTable } from './framework-tree-table.tsx';
import { EditorTrouble } from './framework-unsaved.tsx';
import { type Owners, useNextVersion, VersionTools } from './framework-version-tools.tsx';
import { frameworkKept } from './kept-changes.ts';
import { useLanguage } from './language.tsx';
import { FileButton } from './parts/file-button.tsx';
import { KeptNotice } from './parts/kept-notice.tsx';
import { Trouble } from './trouble.ts';
import { useEditorKeys } from './use-editor-keys.ts';
import { useKeeping } from './use-keeping.ts';
import { useSend } from './use-send.ts';

interface EditorProps {
  readonly shown: FrameworkShown;
  readonly forms: readonly FeedingForm[];
  readonly owners: Owners;
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
export function FrameworkEditor({ shown, forms, owners, onSaved, onReload }: EditorProps) {
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
  const makeNext = useNextVersion(shown, owners);
  const change = (framework: Framework, field?: string) =>
    setHistory((before) => step(before, framework, field ?? null));
  const save = () =>
    run(async () => {
      const param = { framework: shown.id, version: String(shown.version) };
      const json = { framework: now, revision: saved.revision };
      const sent = frameworks.frameworks[':framework'][':version'].$put({ param, json });
      const { revision, faultList, warnings } = await answerOf(sent).catch((error: unknown) => {
        // What stands beside the editor, and the editor itself, must say so.
        if (error instanceof Trouble && error.code === 'framework-locked') onSaved();
        throw error;
      });
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
  useKeeping(frameworkKept(shown), saved.revision, now, dirty);
  useEditorKeys({
    save: () => dirty && !disabled && void save(),
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
      <VersionTools shown={shown} revision={saved.revision} now={now} makeNext={makeNext} />
      <p>{shown.locked ? text.lockedLead : disabled ? text.notYours : text.lead}</p>
      {(shown.locked || !disabled) && (
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
      <EditorTrouble
        trouble={trouble}
        mine={now}
        stranded={shown.locked && dirty}
        busy={busy}
        onNext={makeNext && (() => void run(() => makeNext(now)))}
        onReload={onReload}
      />
      <FaultList
        faults={saved.faults}
        warnings={saved.warnings}
        framework={saved.framework}
        onOpen={openRow}
      />
      {dirty && !disabled && <p class="hint">{text.faultsFresh}</p>}
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
