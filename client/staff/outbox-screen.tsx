import { useState } from 'preact/hooks';
import { formatSerial } from '../../survey-forms/serial.ts';
import { answerOf, sealed } from './api.ts';
import { importKeyedFile, isKeyedFile } from './keyed-file-import.ts';
import { useLanguage } from './language.tsx';
import { FileDrop, JSON_FILES } from './parts/file-drop.tsx';
import { LoadingShape } from './parts/loaded.tsx';
import { Notice, TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { Trouble, troubleWords } from './trouble.ts';
import { useSend } from './use-send.ts';

type SealedFile = Parameters<typeof sealed.outbox.$post>[0]['json'];

interface Imported {
  readonly stored: number;
  readonly before: number;
  /** Of sheets the serials too, so that they can be found. */
  readonly refused: Readonly<Record<string, number | readonly string[]>>;
}

/** A sealed file from a device without a network, phone or keying computer: carried by staff, opened by the server alone. */
export function OutboxScreen() {
  const { words } = useLanguage();
  const { outbox: text } = words.staff;
  const [imported, setImported] = useState<(Imported & { readonly name: string }) | null>(null);
  const [progress, setProgress] = useState<string | null>(null);
  const { busy, trouble, run } = useSend();
  const onPart = (done: number, all: number) => setProgress(text.progress(done, all));
  const take = (file: File) =>
    run(async () => {
      setImported(null);
      setProgress(null);
      setImported({ ...(await send(await file.text(), onPart)), name: file.name });
    });
  return (
    <Screen title={text.title}>
      <p>{text.lead}</p>
      <p class="muted">{text.once}</p>
      <FileDrop
        label={words.staff.imports.choose}
        hint={words.staff.imports.drop}
        accept={JSON_FILES}
        onFile={(file) => void take(file)}
      />
      <div class="block-s" role="status">
        {busy && (progress === null ? <LoadingShape /> : <p>{progress}</p>)}
        {imported && <Outcome {...imported} />}
      </div>
      <TroubleNotice trouble={trouble} />
    </Screen>
  );
}

/** @throws Trouble; a file that is none of ours is as unreadable as a damaged one */
async function send(text: string, onPart: (done: number, all: number) => void): Promise<Imported> {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    throw new Trouble('outbox-unreadable');
  }
  if (typeof file !== 'object' || file === null) throw new Trouble('outbox-unreadable');
  if (isKeyedFile(file)) return importKeyedFile(file, onPart);
  if (!('kind' in file) || file.kind !== 'thuoc-do-outbox') throw new Trouble('outbox-unreadable');
  return answerOf(sealed.outbox.$post({ json: file as SealedFile }));
}

function Outcome({ name, stored, before, refused }: Imported & { readonly name: string }) {
  const { words } = useLanguage();
  const { outbox: text } = words.staff;
  const reasons = Object.entries(refused);
  return (
    <Notice kind={reasons.length > 0 ? 'warn' : 'good'}>
      <p>
        <strong>{text.done(name)}</strong>
      </p>
      <ul>
        <li>{text.stored(stored)}</li>
        <li>{text.before(before)}</li>
        {reasons.map(([code, what]) => (
          <li key={code}>
            {text.refused(typeof what === 'number' ? what : what.length)}:{' '}
            {troubleWords(new Trouble(code), words).title}
            {typeof what !== 'number' && (
              <span class="under small">{what.filter(Boolean).map(formatSerial).join(', ')}</span>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
