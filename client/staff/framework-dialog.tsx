import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { Framework } from '../../server/core/framework.ts';
import { type Lang, say } from '../../survey-forms/form.ts';
import { frameworkScreen } from './addresses.ts';
import { answerOf, type FrameworkList, frameworks } from './api.ts';
import { useFlash } from './flash.ts';
import { FRAMEWORK_FILES, readFrameworkFile } from './framework-file.ts';
import { useLanguage } from './language.tsx';
import { slugOf } from './open-input.ts';
import { ChoiceField } from './parts/choice-field.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { FileButton } from './parts/file-button.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { useWrongFocus } from './parts/wrong-focus.ts';
import { faultMeaning } from './trouble.ts';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

interface FrameworkDialogProps {
  readonly list: FrameworkList;
  onClose(): void;
}

type Start = 'blank' | 'version' | 'shipped' | 'file';

/** Classes as most provinces have them (domain §4); data like all the rest, to be changed in the editor. */
const BANDS: Framework['bands'] = [
  { name: { vi: 'Xuất sắc', en: 'Excellent' }, from: '90' },
  { name: { vi: 'Tốt', en: 'Good' }, from: '80' },
  { name: { vi: 'Khá', en: 'Fair' }, from: '70' },
  { name: { vi: 'Trung bình', en: 'Average' }, from: '50' },
  { name: { vi: 'Yếu', en: 'Weak' }, from: '0' },
];

const blank = (title: string): Omit<Framework, 'id' | 'version'> => ({
  title: { vi: title },
  max: '100',
  bandsOn: 'index',
  bands: BANDS,
  criteria: [{ code: '1', parent: null, name: { vi: '' }, kind: 'appraisal', max: '' }],
});

/** Where what ships was published: their titles do not all say it. */
const PUBLISHED_IN: Readonly<Record<string, string>> = {
  'dien-bien-2022-procedure': 'Điện Biên 2022',
  'dien-bien-2020': 'Điện Biên 2020',
  'lai-chau-departments': 'Lai Châu',
};

function shippedName({ id, title }: Framework, names: Readonly<Record<string, string>>, lang: Lang): string {
  const place = PUBLISHED_IN[id];
  return place === undefined ? say(title, lang) : `${names[id] ?? say(title, lang)} (${place})`;
}

const isId = (id: string) => /^[a-z0-9][a-z0-9_-]{0,79}$/.test(id);

/** Where owner null stands for everybody, a list of choices needs a word. */
const EVERYBODY = '*';

/** A new draft: from nothing, an earlier year's version, what ships with the product, or a file. */
export function FrameworkDialog({ list, onClose }: FrameworkDialogProps) {
  const { lang, words } = useLanguage();
  const { dialog: text, version } = words.staff.frameworks;
  const { route } = useLocation();
  const flash = useFlash();
  const [start, setStart] = useState<Start>(list.frameworks.length > 0 ? 'version' : 'shipped');
  const [earlier, setEarlier] = useState(0);
  const [shippedAt, setShippedAt] = useState(0);
  const ships = useLoad('shipped frameworks', () => answerOf(frameworks.frameworks.shipped.$get()));
  const [file, setFile] = useState<{ name: string; framework: Framework } | null>(null);
  const [title, setTitle] = useState('');
  const [typedId, setTypedId] = useState<string | null>(null);
  const [owner, setOwner] = useState(list.owners[0]?.province ?? EVERYBODY);
  const [faults, setFaults] = useState<{ title?: string; id?: string; file?: string }>({});
  const form = useWrongFocus(faults);
  const { busy, trouble, run } = useSend();
  const shipped: Framework | undefined = ships.data?.frameworks[shippedAt];
  const from = { blank: undefined, version: list.frameworks[earlier], shipped, file: file?.framework }[start];
  const shownTitle = title || (from ? from.title.vi : '');
  // What ships is another province's: the office's own framework has an id of its own.
  const id = typedId ?? (from && start !== 'shipped' ? from.id : slugOf(shownTitle));
  const take = (chosen: File) =>
    run(async () => {
      const framework = await readFrameworkFile(chosen);
      setFaults(framework ? {} : { file: text.notSheet });
      setFile(framework && { name: chosen.name, framework });
    });
  /** What the draft begins with. */
  const beginning = async (): Promise<Omit<Framework, 'id' | 'version'>> => {
    if (start === 'blank') return blank(shownTitle);
    const whole = start === 'file' ? file?.framework : start === 'shipped' ? shipped : undefined;
    if (whole) return { ...whole, title: { ...whole.title, vi: shownTitle } };
    const chosen = list.frameworks[earlier];
    const param = { framework: chosen?.id ?? '', version: String(chosen?.version ?? '') };
    const { framework } = await answerOf(frameworks.frameworks[':framework'][':version'].$get({ param }));
    return { ...framework, title: { ...framework.title, vi: shownTitle } };
  };
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const found = {
      ...(start === 'file' && !file ? { file: text.fileMissing } : {}),
      ...(start === 'shipped' && !shipped ? { title: text.missing } : {}),
      ...(shownTitle.trim() === '' ? { title: text.missing } : {}),
      ...(isId(id) ? {} : { id: text.idWrong }),
    };
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    void run(async () => {
      const framework = { ...(await beginning()), id, version: 1 };
      const province = owner === EVERYBODY ? null : owner;
      const made = await answerOf(frameworks.frameworks.$post({ json: { framework, province } }));
      flash({ text: text.done(shownTitle, made.version), onNext: true });
      route(frameworkScreen(made.id, made.version));
    });
  };
  const { version: ofVersion, ...others } = text.starts;
  const starts: Partial<Record<Start, string>> =
    list.frameworks.length > 0 ? { version: ofVersion, ...others } : others;
  return (
    <Dialog title={text.title} onClose={onClose}>
      <form class="fields" onSubmit={send} ref={form} noValidate>
        <TroubleNotice
          trouble={trouble}
          fields={{ 'framework.id': text.id }}
          sayOf={(place) => (lang === 'vi' ? (faultMeaning(place.code) ?? undefined) : undefined)}
        />
        <ChoiceField
          label={text.from}
          name="start"
          value={start}
          choices={starts as Readonly<Record<Start, string>>}
          onChoose={setStart}
        />
        {start === 'version' && (
          <ChoiceField
            label={text.earlier}
            name="earlier"
            value={String(earlier)}
            choices={Object.fromEntries(
              list.frameworks.map((one, at) => [
                String(at),
                `${say(one.title, lang) || one.id} · ${one.id} · ${version(one.version)}`,
              ]),
            )}
            onChoose={(at) => setEarlier(Number(at))}
          />
        )}
        {start === 'shipped' && (
          <>
            <TroubleNotice trouble={ships.trouble} />
            <ChoiceField
              label={text.shipped}
              name="shipped"
              value={String(shippedAt)}
              choices={(ships.data?.frameworks ?? []).map(
                (one: Framework, at) => [String(at), shippedName(one, text.shippedNames, lang)] as const,
              )}
              onChoose={(at) => setShippedAt(Number(at))}
            />
          </>
        )}
        {start === 'file' && (
          <div class="stack-s">
            <FileButton
              label={text.choose}
              accept={FRAMEWORK_FILES}
              disabled={busy}
              onFile={(one) => void take(one)}
            />
            {faults.file && <p class="error">{faults.file}</p>}
            <p role="status" class="small">
              {file && text.chosen(file.name)}
            </p>
          </div>
        )}
        <TextInput
          label={text.name}
          name="title"
          value={shownTitle}
          error={faults.title}
          onInput={setTitle}
        />
        <TextInput
          label={text.id}
          hint={text.idHint}
          name="id"
          value={id}
          error={faults.id}
          onInput={setTypedId}
        />
        {list.owners.length > 1 && (
          <ChoiceField
            label={text.owner}
            name="owner"
            value={owner}
            choices={Object.fromEntries(
              list.owners.map(({ province, name }) => [
                province ?? EVERYBODY,
                name ? say(name, lang) : text.everybody,
              ]),
            )}
            onChoose={setOwner}
          />
        )}
        <DialogActions action={text.send} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}
