import { useLocation, useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { FRAMEWORKS, frameworkChangesScreen, frameworkScreen } from './addresses.ts';
import { answerOf, type FeedingForm, type FrameworkList, type FrameworkShown, frameworks } from './api.ts';
import { useFlash } from './flash.ts';
import { FrameworkEditor } from './framework-editor.tsx';
import { StateTag } from './frameworks-screen.tsx';
import { dropChanges, frameworkKept } from './kept-changes.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { useReopening } from './use-keeping.ts';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

interface Shown {
  readonly shown: FrameworkShown;
  readonly forms: readonly FeedingForm[];
  readonly owners: FrameworkList['owners'];
}

/** One version: its editor while it may change, else to be read. */
export function FrameworkScreen() {
  const { lang, words } = useLanguage();
  const { params } = useRoute();
  const { frameworks: text } = words.staff;
  const param = { framework: params.framework ?? '', version: params.version ?? '' };
  const load = useLoad<Shown>(`${param.framework} ${param.version}`, async () => {
    const [shown, { forms }, { owners }] = await Promise.all([
      answerOf(frameworks.frameworks[':framework'][':version'].$get({ param })),
      answerOf(frameworks.frameworks.forms.$get()),
      answerOf(frameworks.frameworks.$get()),
    ]);
    return { shown, forms, owners };
  });
  const editor = useReopening(load);
  const title = load.data ? say(load.data.shown.title, lang) || load.data.shown.id : text.name;
  return (
    <Screen title={title} over={{ title: text.title, href: FRAMEWORKS }}>
      <Loaded load={load}>
        {({ shown, forms, owners }) => (
          <>
            <p class="muted small">
              <StateTag version={shown} /> {shown.id} · {text.version(shown.version)} ·{' '}
              {text.leaves(shown.leaves)}
            </p>
            <VersionTools shown={shown} owners={owners} />
            <FrameworkEditor
              key={`${shown.id} ${shown.version} ${editor.key}`}
              shown={shown}
              forms={forms}
              onSaved={load.reload}
              onReload={editor.reopen}
            />
          </>
        )}
      </Loaded>
    </Screen>
  );
}

/** What can be done with a version as a whole. */
function VersionTools({ shown, owners }: Pick<Shown, 'shown' | 'owners'>) {
  const { lang, words } = useLanguage();
  const { frameworks: text } = words.staff;
  const { route } = useLocation();
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const { id, version, revision } = shown;
  const title = say(shown.title, lang) || id;
  const owner = owners.find((one) => one.province === shown.province) ?? owners[0];
  const file = (kind: 'sheet' | 'file') => `/api/v1/frameworks/${encodeURIComponent(id)}/${version}/${kind}`;
  const create = (framework: FrameworkShown['framework'], province: string | null) => async () => {
    const made = await answerOf(frameworks.frameworks.$post({ json: { framework, province } }));
    flash({ text: text.dialog.done(title, made.version), onNext: true });
    route(frameworkScreen(made.id, made.version));
  };
  const remove = async () => {
    const param = { framework: id, version: String(version) };
    const sent = frameworks.frameworks[':framework'][':version'].$delete({ param, json: { revision } });
    await answerOf(sent);
    dropChanges(frameworkKept(shown));
    const undo = create(shown.framework, shown.province);
    flash({ text: text.editor.removed(title), undo, onNext: true });
    route(FRAMEWORKS);
  };
  return (
    <>
      <TroubleNotice trouble={trouble} />
      <div class="toolbar version-tools">
        {owner && (
          <button
            type="button"
            class="button quiet"
            disabled={busy}
            onClick={() => void run(create(shown.framework, owner.province))}
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
