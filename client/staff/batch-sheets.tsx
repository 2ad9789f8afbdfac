import { useState } from 'preact/hooks';
import { formatSerial } from '../../survey-forms/serial.ts';
import { formatCount } from '../format.ts';
import type { Words } from '../words/words-of.ts';
import { sheetScreen } from './addresses.ts';
import { answerOf, type BatchDetail, type BatchSheet, sheets as sheetCalls } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Field } from './parts/field.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { REASONS, ReinstateButton, RejectDialog } from './reject-dialog.tsx';
import { ownerName } from './sheet-trouble.ts';
import { type Send, useSend } from './use-send.ts';

/** More rows than that are shown when asked for. */
const FIRST = 100;

const STATES = ['issued', 'returned', 'accepted', 'rejected', 'missing', 'void'] as const;

/** "bị loại: phiếu trắng": the state of a sheet, with the reason where it was rejected. */
export function stateWords(
  { state, reason }: Pick<BatchSheet, 'state' | 'reason'>,
  { staff }: Words,
): string {
  const { sheets, reasons } = staff.paper;
  const known = REASONS.find((one) => one === reason);
  return state === 'rejected' && known ? sheets.rejectedFor(reasons[known]) : sheets.states[state];
}

interface BatchSheetsProps {
  readonly detail: BatchDetail;
  reload(): void;
}

interface Asked {
  readonly what: 'reject' | 'withdraw';
  readonly serial: string;
}

/** The sheets of a batch, those of one state or all, and what can be done with each. */
export function BatchSheets({ detail, reload }: BatchSheetsProps) {
  const { words } = useLanguage();
  const { sheets: text } = words.staff.paper;
  const [state, setState] = useState('');
  const [whole, setWhole] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const send = useSend();
  const chosen = detail.sheets.filter((sheet) => state === '' || sheet.state === state);
  const shown = whole ? chosen : chosen.slice(0, FIRST);
  return (
    <section class="block paper-part">
      <h2>{text.title}</h2>
      <StateChoice detail={detail} state={state} onChoose={setState} />
      <TroubleNotice trouble={send.trouble} nameOf={ownerName} />
      {chosen.length === 0 ? (
        <p class="empty">{text.none}</p>
      ) : (
        <SheetTable detail={detail} shown={shown} send={send} ask={setAsked} reload={reload} />
      )}
      {shown.length < chosen.length && (
        <p class="block-s">
          {text.shown(shown.length, chosen.length)}{' '}
          <button type="button" class="link-button" onClick={() => setWhole(true)}>
            {text.more}
          </button>
        </p>
      )}
      {asked?.what === 'reject' && (
        <RejectDialog
          campaign={detail.campaign.id}
          serial={asked.serial}
          onDone={reload}
          onClose={() => setAsked(null)}
        />
      )}
      {asked?.what === 'withdraw' && (
        <WithdrawDialog
          campaign={detail.campaign.id}
          serial={asked.serial}
          onDone={reload}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}

interface StateChoiceProps {
  readonly detail: BatchDetail;
  readonly state: string;
  onChoose(state: string): void;
}

function StateChoice({ detail, state, onChoose }: StateChoiceProps) {
  const { lang, words } = useLanguage();
  const { sheets: text } = words.staff.paper;
  const count = (one: string) => detail.sheets.filter((sheet) => sheet.state === one).length;
  return (
    <div class="unit-choice">
      <Field label={text.show}>
        {(control) => (
          <select {...control} value={state} onChange={(event) => onChoose(event.currentTarget.value)}>
            <option value="">
              {text.all} ({formatCount(detail.sheets.length, lang)})
            </option>
            {STATES.filter((one) => count(one) > 0).map((one) => (
              <option key={one} value={one}>
                {text.states[one]} ({formatCount(count(one), lang)})
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}

interface SheetTableProps {
  readonly detail: BatchDetail;
  readonly shown: readonly BatchSheet[];
  readonly send: Send;
  ask(asked: Asked): void;
  reload(): void;
}

function SheetTable({ detail, shown, send, ask, reload }: SheetTableProps) {
  const { words } = useLanguage();
  const { sheets: text } = words.staff.paper;
  return (
    <table class="block-s">
      <thead>
        <tr>
          <th scope="col">{text.serial}</th>
          <th scope="col" class="n wide">
            {text.place}
          </th>
          <th scope="col" class="n wide">
            {text.receipt}
          </th>
          <th scope="col" class="n wide">
            {text.keyed}
          </th>
          <th scope="col">{text.state}</th>
          <th scope="col" class="wide">
            <span class="visually-hidden">{text.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map((sheet) => (
          <SheetRow key={sheet.serial} sheet={sheet} detail={detail} send={send} ask={ask} reload={reload} />
        ))}
      </tbody>
    </table>
  );
}

type SheetRowProps = Omit<SheetTableProps, 'shown'> & { readonly sheet: BatchSheet };

function SheetRow(props: SheetRowProps) {
  const { lang, words } = useLanguage();
  const { sheet, detail } = props;
  const { sheets: text } = words.staff.paper;
  const { serial, place, receipt, passes, keyings } = sheet;
  return (
    <tr>
      <th scope="row">
        <a href={sheetScreen(detail.campaign.id, serial)} class="whole">
          {formatSerial(serial)}
        </a>
        <span class="narrow small">
          <SheetActions {...props} />
        </span>
      </th>
      <td class="n wide">{formatCount(place, lang)}</td>
      <td class="n wide">{receipt === null ? '–' : formatCount(receipt, lang)}</td>
      <td class="n wide">{text.keyedOf(keyings, passes)}</td>
      <td>
        {stateWords(sheet, words)}
        {sheet.note && <span class="under small muted">{sheet.note}</span>}
      </td>
      <td class="wide">
        <SheetActions {...props} />
      </td>
    </tr>
  );
}

/** What may be done with a sheet now; nothing in a closed batch. */
function SheetActions({ sheet, detail, send, ask, reload }: SheetRowProps) {
  const { words } = useLanguage();
  const { sheets: text } = words.staff.paper;
  const { serial, state, reason } = sheet;
  const { batch, campaign } = detail;
  const action = (what: Asked['what']) => (
    <button type="button" class="link-button" onClick={() => ask({ what, serial })}>
      {text[what]}
    </button>
  );
  if (batch.state === 'closed') return null;
  return (
    <span class="row-actions">
      {state === 'returned' && action('reject')}
      {state === 'issued' && action('withdraw')}
      {state === 'rejected' && reason !== 'over-quota' && (
        <ReinstateButton campaign={campaign.id} serial={serial} send={send} onDone={reload} />
      )}
    </span>
  );
}

interface WithdrawDialogProps {
  readonly campaign: string;
  readonly serial: string;
  onDone(): void;
  onClose(): void;
}

function WithdrawDialog({ campaign, serial, onDone, onClose }: WithdrawDialogProps) {
  const { words } = useLanguage();
  const flash = useFlash();
  const { sheets: text } = words.staff.paper;
  const shown = formatSerial(serial);
  return (
    <ReasonDialog
      title={text.withdrawTitle(shown)}
      lead={text.withdrawLead}
      hint={words.staff.paper.one.whyHint}
      action={text.withdraw}
      field="note"
      onClose={onClose}
      onSend={async (note) => {
        const sent = sheetCalls.campaigns[':campaign'].sheets[':serial'].withdrawn.$put({
          param: { campaign, serial },
          json: { note },
        });
        await answerOf(sent);
        flash({ text: text.withdrawn(shown) });
        onDone();
      }}
    />
  );
}
