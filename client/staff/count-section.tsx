import { useRef, useState } from 'preact/hooks';
import { formatSerial, isSerial } from '../../survey-forms/serial.ts';
import type { Words } from '../words/words-of.ts';
import { answerOf, type BatchDetail, batchMoves } from './api.ts';
import { serialDigits } from './find-sheet.tsx';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Field } from './parts/field.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { today } from './survey-line.tsx';
import { fieldError, type Place, placeWords, type Trouble, troubleWords } from './trouble.ts';
import { type Counted, type Counting, useCounting } from './use-counting.ts';
import { useSend } from './use-send.ts';

const SERIAL_DIGITS = 6;

interface CountSectionProps {
  readonly detail: BatchDetail;
  reload(): void;
}

/** Everything by which a batch comes back: the covering note, and its sheets one after the other or many at once. */
export function CountSection({ detail, reload }: CountSectionProps) {
  const { words } = useLanguage();
  const { count: text } = words.staff.paper;
  const { campaign, batch } = detail;
  const counting = useCounting(campaign.id, batch.number, reload);
  // Decided when the page is opened: while somebody counts, nothing moves from under his hands.
  const [open] = useState(batch.totals.counted !== batch.totals.expected);
  return (
    <details class="block paper-part" open={open}>
      <summary>
        <h2>{text.title}</h2>
      </summary>
      <NoteForm key={`${batch.totals.expected} ${batch.returnedOn}`} detail={detail} reload={reload} />
      <ScanField counting={counting} detail={detail} />
      <ManyForm detail={detail} reload={reload} />
    </details>
  );
}

const countBack = (
  { campaign, batch }: Pick<BatchDetail, 'campaign' | 'batch'>,
  json: Parameters<
    (typeof batchMoves.campaigns)[':campaign']['sheet-batches'][':batch']['count-back']['$put']
  >[0]['json'],
) =>
  answerOf(
    batchMoves.campaigns[':campaign']['sheet-batches'][':batch']['count-back'].$put({
      param: { campaign: campaign.id, batch: String(batch.number) },
      json,
    }),
  );

/** What the covering note says: how many, and on which day the batch came back. */
function NoteForm({ detail, reload }: CountSectionProps) {
  const { words } = useLanguage();
  const flash = useFlash();
  const { count: text } = words.staff.paper;
  const { batch } = detail;
  const [expected, setExpected] = useState(
    batch.totals.expected === null ? '' : String(batch.totals.expected),
  );
  const [returnedOn, setReturnedOn] = useState(batch.returnedOn ?? today());
  const { busy, trouble, run } = useSend();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      await countBack(detail, { expected: expected === '' ? null : Number(expected), returnedOn });
      flash({ text: text.saved });
      reload();
    });
  };
  return (
    <form class="fields note-form" onSubmit={send}>
      <TroubleNotice trouble={trouble} fields={{ expected: text.expected, returnedOn: text.returnedOn }} />
      <div class="field-pair level">
        <TextInput
          label={text.expected}
          hint={text.expectedHint}
          name="expected"
          type="number"
          min={0}
          max={batch.sheets}
          value={expected}
          onInput={setExpected}
          error={fieldError(trouble, 'expected', words)}
        />
        <TextInput
          label={text.returnedOn}
          hint={text.returnedOnHint}
          name="returnedOn"
          type="date"
          required
          value={returnedOn}
          onInput={setReturnedOn}
          error={fieldError(trouble, 'returnedOn', words)}
        />
      </div>
      <button type="submit" class="button quiet" disabled={busy}>
        {busy ? words.staff.working : text.save}
      </button>
    </form>
  );
}

interface ScanFieldProps {
  readonly counting: Counting;
  readonly detail: BatchDetail;
}

/**
 * One serial after the other, by scanner or by hand: the sixth digit counts it. A wrong check digit is told at once and
 * stays marked, so that the next digit begins anew. The Enter of a scanner comes after the field is empty again.
 */
function ScanField({ counting, detail }: ScanFieldProps) {
  const { words } = useLanguage();
  const { count: text, wrongSerial } = words.staff.paper;
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const read = (value: string) => {
    const serial = serialDigits(value);
    setWrong(false);
    setTyped(serial);
    if (serial.length < SERIAL_DIGITS) return;
    if (isSerial(serial)) {
      setTyped('');
      counting.count(serial);
      return;
    }
    setWrong(true);
    requestAnimationFrame(() => input.current?.select());
  };
  const totals = counting.totals ?? detail.batch.totals;
  return (
    <div class="scan block-s">
      <form onSubmit={(event) => event.preventDefault()}>
        <Field label={text.scan} hint={text.scanHint} error={wrong ? wrongSerial : undefined}>
          {(control) => (
            <input
              {...control}
              ref={input}
              type="text"
              name="serial"
              class="serial big"
              inputMode="numeric"
              autocomplete="off"
              value={typed}
              onInput={(event) => read(event.currentTarget.value)}
            />
          )}
        </Field>
      </form>
      <p class="scan-figure">
        {text.of(totals.counted, totals.expected ?? totals.issued)}
        {counting.waiting > 0 && <span class="small muted"> · {text.waiting(counting.waiting)}</span>}
      </p>
      <LastCounted counting={counting} />
    </div>
  );
}

/** The last few serials and what became of each; the newest is read out. */
function LastCounted({ counting }: { readonly counting: Counting }) {
  const { words } = useLanguage();
  const flash = useFlash();
  const { count: text } = words.staff.paper;
  const { trouble, run } = useSend();
  const last = counting.done.find((one) => one.receipt !== null);
  const takeOff = (serial: string) =>
    run(async () => {
      await counting.takeOff(serial);
      flash({ text: text.takenOff(formatSerial(serial)) });
    });
  return (
    <>
      <div role="status">
        <ul class={counting.done.length > 0 ? 'counted-list' : 'counted-list none'} aria-label={text.last}>
          {counting.done.map((one, i) => (
            <li key={`${one.serial} ${one.receipt}`} class={i === 0 ? 'newest' : undefined}>
              <CountedLine one={one} />
            </li>
          ))}
        </ul>
      </div>
      <TroubleNotice trouble={trouble} />
      {last && (
        <button type="button" class="button quiet" onClick={() => void takeOff(last.serial)}>
          {text.takeOff}: {formatSerial(last.serial)}
        </button>
      )}
    </>
  );
}

function CountedLine({ one }: { readonly one: Counted }) {
  const { words } = useLanguage();
  const { count: text } = words.staff.paper;
  const serial = formatSerial(one.serial);
  if (one.trouble) return <span class="error">{text.refused(serial, troubleLine(one.trouble, words))}</span>;
  if (one.over) return <span class="warned">{text.over(serial)}</span>;
  return <span class="good-line">{text.got(serial, one.receipt ?? 0)}</span>;
}

/** Trouble in one line: what it is, and whose sheet it is instead. */
function troubleLine(trouble: Trouble, words: Words): string {
  const { title } = troubleWords(trouble, words);
  return [title, ...trouble.places.map((place) => ownerOf(place, words)).filter(Boolean)].join('; ');
}

/** "Lô 003", "thu-2025": where a sheet belongs that is not of this batch. */
function ownerOf(place: Place, words: Words): string {
  const [kind, name = ''] = place.field.split(/\.(.*)/s);
  if (kind === 'batches') return words.staff.paper.batchName(Number(name));
  if (kind === 'campaigns') return name;
  return place.code.startsWith('is-') ? placeWords(place, words) : '';
}

/** For whoever counts by hand: all that are still out, or a range in the order of print. */
function ManyForm({ detail, reload }: CountSectionProps) {
  const { words } = useLanguage();
  const flash = useFlash();
  const { count: text } = words.staff.paper;
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const { busy, trouble, run } = useSend();
  const { out } = detail.batch.totals;
  const count = (json: Parameters<typeof countBack>[1]) =>
    run(async () => {
      const { counted } = await countBack(detail, json);
      flash({ text: text.counted(counted.length) });
      reload();
    });
  const range = (event: SubmitEvent) => {
    event.preventDefault();
    void count({ range: { from: serialDigits(from), to: serialDigits(to) } });
  };
  return (
    <details class="more block-s">
      <summary>{text.more}</summary>
      <form class="fields" onSubmit={range}>
        <TroubleNotice trouble={trouble} fields={{ 'range.from': text.from, 'range.to': text.to }} />
        <button
          type="button"
          class="button quiet"
          disabled={busy || out === 0}
          onClick={() => void count({ all: true })}
        >
          {text.all(out)}
        </button>
        <p>{text.range}</p>
        <div class="field-pair level">
          <TextInput label={text.from} name="from" required value={from} onInput={setFrom} />
          <TextInput label={text.to} name="to" required value={to} onInput={setTo} />
        </div>
        <button type="submit" class="button quiet" disabled={busy}>
          {text.countRange}
        </button>
      </form>
    </details>
  );
}
