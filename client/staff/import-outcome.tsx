import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { faultSentence } from './import-fault.ts';
import { useLanguage } from './language.tsx';
import { LoadingShape } from './parts/loaded.tsx';
import { Notice, TroubleNotice } from './parts/notice.tsx';
import type { Kind, ReadFile } from './read-file.ts';
import type { Place, Trouble } from './trouble.ts';

/** How far a file has come. */
export type Checked = { readonly name: string } & (
  | { readonly is: 'reading' }
  | Exclude<ReadFile, { is: 'definition' }>
  | { readonly is: 'not-allowed'; readonly kind: Kind }
  | { readonly is: 'loaded'; readonly kind: Kind; readonly id: string; readonly changed: boolean }
  | {
      readonly is: 'refused';
      readonly trouble: Trouble;
      /** What was sent, where the page has it. */
      readonly definition?: unknown;
    }
);

interface ImportOutcomeProps {
  readonly checked: Checked | null;
  /** What to do after a file was loaded. */
  readonly next: ComponentChildren;
}

/** What became of the file; it takes the focus when it is known. */
export function ImportOutcome({ checked, next }: ImportOutcomeProps) {
  const { words } = useLanguage();
  const { imports } = words.staff;
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (checked && checked.is !== 'reading') box.current?.focus();
  }, [checked]);
  if (!checked) return null;
  if (checked.is === 'reading')
    return (
      <div class="block-s" role="status">
        <p>{imports.reading(checked.name)}</p>
        <LoadingShape />
      </div>
    );
  return (
    <div class="block-s" tabIndex={-1} ref={box}>
      {checked.is === 'loaded' ? (
        <Notice kind="good">
          <Loaded {...checked} />
          {next}
        </Notice>
      ) : (
        <NotLoaded checked={checked} />
      )}
    </div>
  );
}

function Loaded({ kind, id, changed }: Extract<Checked, { is: 'loaded' }>) {
  const { words } = useLanguage();
  const { imports } = words.staff;
  const name = imports.kinds[kind];
  return (
    <p>
      <strong>{changed ? imports.loaded(name, id) : imports.unchanged(name, id)}</strong>
    </p>
  );
}

type NotLoadedState = Exclude<Checked, { is: 'loaded' | 'reading' }>;

/** Why nothing was loaded: never less than where and what. */
function NotLoaded({ checked }: { readonly checked: NotLoadedState }) {
  const { words } = useLanguage();
  const { imports } = words.staff;
  if (checked.is === 'refused') return <Refused {...checked} />;
  const says = () => {
    if (checked.is === 'no-kind') return imports.noKind;
    if (checked.is === 'not-allowed') return imports.notAllowed(imports.kinds[checked.kind]);
    return checked.at ? imports.notJsonAt(checked.at.line, checked.at.column) : '';
  };
  return (
    <Notice kind="bad">
      <p>
        <strong>{checked.is === 'not-json' ? imports.notJson(checked.name) : `${checked.name}:`}</strong>{' '}
        {says()}
      </p>
    </Notice>
  );
}

/** Faults of the content stand in a table; other trouble, e.g. without a network, is told like everywhere. */
function Refused({ name, trouble, definition }: Extract<Checked, { is: 'refused' }>) {
  const { words } = useLanguage();
  const { imports } = words.staff;
  const ofContent = trouble.code === 'definition-invalid' || trouble.code === 'already-exists';
  if (!ofContent || trouble.places.length === 0) return <TroubleNotice trouble={trouble} />;
  return (
    <>
      <Notice kind="bad">
        <p>
          <strong>{imports.refused(name, trouble.places.length)}</strong> {imports.refusedWhat}
        </p>
      </Notice>
      <table class="faults">
        <thead>
          <tr>
            <th scope="col" class="n wide">
              #
            </th>
            <th scope="col">{imports.where}</th>
            <th scope="col">{imports.fault}</th>
          </tr>
        </thead>
        <tbody>
          {trouble.places.map((place, at) => (
            <FaultRow
              key={`${place.field} ${place.code}`}
              place={place}
              number={at + 1}
              definition={definition}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

interface FaultRowProps {
  readonly place: Place;
  readonly number: number;
  readonly definition: unknown;
}

/** In the reader's language alone; the server's English sentence stands in Vietnamese only for a code without words. */
function FaultRow({ place, number, definition }: FaultRowProps) {
  const { lang, words } = useLanguage();
  const own = lang === 'vi' ? faultSentence(place, definition) : null;
  return (
    <tr>
      <td class="n wide">{number}</td>
      <th scope="row">
        <code>{place.field || words.staff.imports.whole}</code>
      </th>
      <td>{own ?? <span lang="en">{place.sentence}</span>}</td>
    </tr>
  );
}
