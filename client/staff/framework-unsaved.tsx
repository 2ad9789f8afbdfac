/** What becomes of changes that cannot be saved where they were made: a new version, or a file. */
import type { Framework } from '../../server/core/framework.ts';
import { saveFile } from './csv.ts';
import { useLanguage } from './language.tsx';
import { Notice, TroubleNotice } from './parts/notice.tsx';
import { faultMeaning, type Trouble } from './trouble.ts';

const CANNOT_SAVE: readonly string[] = ['changed-meanwhile', 'framework-locked'];

interface EditorTroubleProps {
  readonly trouble: Trouble | null;
  readonly mine: Framework;
  /** Whether the version is locked and what stands on the screen is not stored. */
  readonly stranded: boolean;
  readonly busy: boolean;
  /** Null where the reader may make no version. */
  readonly onNext: (() => void) | null;
  onReload(): void;
}

/** Why something failed; and where the changes cannot be saved here, the ways to keep them. */
export function EditorTrouble({ trouble, mine, stranded, busy, onNext, onReload }: EditorTroubleProps) {
  const { lang, words } = useLanguage();
  const { frameworks: text } = words.staff;
  if (!trouble && !stranded) return null;
  const keep = () =>
    saveFile(
      `${mine.id}-${mine.version}.json`,
      JSON.stringify({ kind: 'framework', framework: mine }, null, 2),
    );
  return (
    <div class="block-s stack-s">
      <TroubleNotice
        trouble={stranded && trouble?.code === 'framework-locked' ? null : trouble}
        sayOf={(place) => (lang === 'vi' ? (faultMeaning(place.code) ?? undefined) : undefined)}
      />
      {stranded && (
        <div role="alert">
          <Notice kind="warn">
            <p>{text.editor.stranded}</p>
          </Notice>
        </div>
      )}
      {(stranded || CANNOT_SAVE.includes(trouble?.code ?? '')) && (
        <p class="toolbar">
          {onNext && (
            <button type="button" class="button quiet" disabled={busy} onClick={onNext}>
              {text.editor.asNext}
            </button>
          )}
          <button type="button" class="button quiet" onClick={keep}>
            {text.editor.keepMine}
          </button>
          <button type="button" class="button quiet" onClick={onReload}>
            {text.editor.reload}
          </button>
        </p>
      )}
      {trouble?.code === 'file-unreadable' && trouble.places.length === 0 && (
        <Notice kind="info">
          <p>{text.dialog.notSheet}</p>
        </Notice>
      )}
    </div>
  );
}
