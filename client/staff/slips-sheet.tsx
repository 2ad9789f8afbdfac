import { useEffect, useState } from 'preact/hooks';
import { type Lang, say, type Text } from '../../survey-forms/form.ts';
import { formatDate } from '../format.ts';
import { slipEntryAddress } from '../public/addresses.ts';
import { wordsOf } from '../words/words-of.ts';
import type { Issued } from './api.ts';
import { csvText, saveFile } from './csv.ts';
import { useLanguage } from './language.tsx';
import { Notice } from './parts/notice.tsx';
import { Qr } from './qr.tsx';
import './slips.css';

/** A hundred sheets; a browser that draws more QR codes at once stands still. */
const MOST_PRINTED = 2400;

/** A slip speaks to whoever gets it: Vietnamese first, English beside it. */
const SLIP_LANGUAGES: readonly Lang[] = ['vi', 'en'];

type Slip = Issued['slips'][number];

export interface IssuedSlips extends Issued {
  /** Null for a form that rates many units. */
  readonly unit: { readonly code: string; readonly name: Text } | null;
  readonly survey: { readonly id: string; readonly title: Text };
}

interface SlipsSheetProps {
  readonly issued: IssuedSlips;
  again(): void;
}

/**
 * The slips, to print or to download; made from the one answer that holds the tokens, which nobody can bring back. So
 * leaving with neither done asks first.
 */
export function SlipsSheet({ issued, again }: SlipsSheetProps) {
  const { lang, words } = useLanguage();
  const { tokens, manyUnits } = words.staff;
  const [kept, setKept] = useState(false);
  useAskBeforeLeaving(!kept);
  const { slips, batch } = issued;
  const printed = slips.slice(0, MOST_PRINTED);
  const unit = issued.unit ? say(issued.unit.name, lang) : manyUnits;
  const print = () => {
    window.print();
    setKept(printed.length === slips.length);
  };
  const save = () => {
    saveFile(`phieu-${issued.survey.id}-${batch}.csv`, slipsCsv(issued, lang));
    setKept(true);
  };
  return (
    <>
      <div class="slips-head">
        <h2>{tokens.done(slips.length, unit)}</h2>
        <p class="muted">{tokens.batch(batch)}</p>
        <div class="block-s">
          <Notice kind="warn">{tokens.once}</Notice>
        </div>
        {printed.length < slips.length && <p>{tokens.toPrint(printed.length, slips.length)}</p>}
        <div class="toolbar">
          <button type="button" class="button" onClick={print}>
            {tokens.print}
          </button>
          <button type="button" class="button" onClick={save}>
            {tokens.csv}
          </button>
          <button type="button" class="button quiet" onClick={again}>
            {tokens.again}
          </button>
        </div>
      </div>
      <ol class="slips">
        {printed.map((slip) => (
          <SlipView key={slip.code} slip={slip} issued={issued} />
        ))}
      </ol>
    </>
  );
}

function useAskBeforeLeaving(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);
}

/** What is typed by hand, without the scheme: "khaosat.example.vn/p". */
const typedAddress = (address: string, lang: Lang) => `${new URL(address).host}${slipEntryAddress(lang)}`;

function SlipView({ slip, issued }: { readonly slip: Slip; readonly issued: IssuedSlips }) {
  return (
    <li class="slip">
      <Qr text={slip.address.toUpperCase()} />
      <div class="slip-head">
        {issued.unit && <p class="slip-unit">{issued.unit.name.vi}</p>}
        <p class="slip-code">{slip.code}</p>
        <p class="slip-title">{issued.survey.title.vi}</p>
      </div>
      <div class="slip-foot">
        {SLIP_LANGUAGES.map((lang) => {
          const { slip: text } = wordsOf(lang).staff.tokens;
          return (
            <p key={lang} lang={lang}>
              {text(typedAddress(slip.address, lang), formatDate(issued.expiresOn, lang))}
            </p>
          );
        })}
      </div>
    </li>
  );
}

/** A row a slip, for a printing house or the software at the counter. */
export function slipsCsv({ slips, unit, survey, expiresOn }: IssuedSlips, lang: Lang): string {
  const { columns } = wordsOf(lang).staff.tokens;
  const head = [
    columns.number,
    columns.code,
    columns.address,
    columns.unit,
    columns.survey,
    columns.expiresOn,
  ];
  const unitName = unit ? say(unit.name, lang) : '';
  const rows = slips.map(({ code, address }, at) => [
    at + 1,
    code,
    address,
    unitName,
    say(survey.title, lang),
    expiresOn,
  ]);
  return csvText([head, ...rows]);
}
