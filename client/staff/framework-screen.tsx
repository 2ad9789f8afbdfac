import { useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { FRAMEWORKS } from './addresses.ts';
import { answerOf, type FeedingForm, type FrameworkShown, frameworks } from './api.ts';
import { FrameworkEditor } from './framework-editor.tsx';
import type { Owners } from './framework-version-tools.tsx';
import { StateTag } from './frameworks-screen.tsx';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { useReopening } from './use-keeping.ts';
import { useLoad } from './use-load.ts';

interface Shown {
  readonly shown: FrameworkShown;
  readonly forms: readonly FeedingForm[];
  readonly owners: Owners;
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
            <FrameworkEditor
              key={`${shown.id} ${shown.version} ${editor.key}`}
              shown={shown}
              forms={forms}
              owners={owners}
              onSaved={load.reload}
              onReload={editor.reopen}
            />
          </>
        )}
      </Loaded>
    </Screen>
  );
}
