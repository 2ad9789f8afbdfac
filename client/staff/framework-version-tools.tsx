import { useLocation } from 'preact-iso/router';
import type { Framework } from '../../server/core/framework.ts';
import { say } from '../../survey-forms/form.ts';
import { FRAMEWORKS, frameworkChangesScreen, frameworkScreen } from './addresses.ts';
import { answerOf, type FrameworkList, type FrameworkShown, frameworks } from './api.ts';
import { useFlash } from './flash.ts';
import { dropChanges, frameworkKept } from './kept-changes.ts';
import { useLanguage } from './language.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { useSend } from './use-send.ts';

export type Owners = FrameworkList['owners'];

type MakeVersion = (framework: Framework) => Promise<void>;

/** Makes the next version of what is given, which then holds what was not saved, and opens it; null where the reader may make none. */
export function useNextVersion(shown: FrameworkShown, owners: Owners): MakeVersion | null {
  const { lang, words } = useLanguage();
  const { route } = useLocation();
  const flash = useFlash();
  const owner = owners.find((one) => one.province === shown.province) ?? owners[0];
  if (!owner) return null;
  return async (framework) => {
    const json = { framework, province: owner.province };
    const made = await answerOf(frameworks.frameworks.$post({ json }));
    dropChanges(frameworkKept(shown));
    const title = say(framework.title, lang) || framework.id;
    flash({ text: words.staff.frameworks.dialog.done(title, made.version), onNext: true });
    route(frameworkScreen(made.id, made.version));
  };
}

interface VersionToolsProps {
  /** As it is stored. */
  readonly shown: FrameworkShown;
  /** The last one that was saved here: it counts before what stands beside the editor was read again. */
  readonly revision: number;
  /** As it stands on the screen, saved or not: a new version is made of that. */
  readonly now: Framework;
  readonly makeNext: MakeVersion | null;
}

/** What can be done with a version as a whole. */
export function VersionTools({ shown, revision, now, makeNext }: VersionToolsProps) {
  const { lang, words } = useLanguage();
  const { frameworks: text } = words.staff;
  const { route } = useLocation();
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const { id, version } = shown;
  const file = (kind: 'sheet' | 'file') => `/api/v1/frameworks/${encodeURIComponent(id)}/${version}/${kind}`;
  const remove = async () => {
    const param = { framework: id, version: String(version) };
    const sent = frameworks.frameworks[':framework'][':version'].$delete({ param, json: { revision } });
    await answerOf(sent);
    dropChanges(frameworkKept(shown));
    const undo = makeNext ? () => makeNext(now) : undefined;
    flash({ text: text.editor.removed(say(shown.title, lang) || id), undo, onNext: true });
    route(FRAMEWORKS);
  };
  return (
    <>
      <TroubleNotice trouble={trouble} />
      <div class="toolbar version-tools">
        {makeNext && (
          <button
            type="button"
            class="button quiet"
            disabled={busy}
            onClick={() => void run(() => makeNext(now))}
          >
            {text.next}
          </button>
        )}
        <a class="button quiet" href={frameworkChangesScreen(id, version)}>
          {text.compare}
        </a>
        <a class="button quiet" href={file('sheet')} download>
          {text.workbook}
        </a>
        <a class="button quiet" href={file('file')} download>
          {text.file}
        </a>
        {shown.mayChange && (
          <button type="button" class="button quiet" disabled={busy} onClick={() => void run(remove)}>
            {text.editor.remove}
          </button>
        )}
      </div>
    </>
  );
}
