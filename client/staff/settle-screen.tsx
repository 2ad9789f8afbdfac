import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { formatSerial } from '../../survey-forms/serial.ts';
import { formatInstant } from '../format.ts';
import { batchNumber } from '../keying/shown-value.ts';
import { conflictsScreen, settleScreen } from './addresses.ts';
import { answerOf, type ConflictSheet, conflicts } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Notice, TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { SettleForm } from './settle-form.tsx';
import { SettledTable } from './settled-table.tsx';
import { type Drafts, settlingOf } from './settlement.ts';
import type { Place } from './trouble.ts';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';
import './settle.css';

const routes = conflicts.campaigns[':campaign'].conflicts;

/** The next sheet of the campaign that this person may settle; null: none. */
async function nextSheet(campaign: string): Promise<string | null> {
  const { sheets } = await answerOf(routes.$get({ param: { campaign } }));
  return sheets.find((one) => !one.yours)?.serial ?? null;
}

/** One sheet: both readings side by side, decided field by field; then the next. */
export function SettleScreen() {
  const { words } = useLanguage();
  const { params } = useRoute();
  const { campaign = '', serial = '' } = params;
  const { conflicts: text } = words.staff;
  const load = useLoad<ConflictSheet>(
    `${campaign} ${serial}`,
    async () => (await answerOf(routes[':serial'].$get({ param: { campaign, serial } }))) as ConflictSheet,
  );
  return (
    <Screen
      title={text.sheetTitle(formatSerial(serial))}
      over={{ title: text.title, href: conflictsScreen(campaign) }}
    >
      <Loaded load={load}>
        {(sheet) => (
          <>
            <SheetHead sheet={sheet} />
            <Standing key={sheet.serial} sheet={sheet} onStale={load.reload} />
          </>
        )}
      </Loaded>
    </Screen>
  );
}

/** What the paper is, and who read it when. */
function SheetHead({ sheet }: { readonly sheet: ConflictSheet }) {
  const { lang, words } = useLanguage();
  const { conflicts: text } = words.staff;
  return (
    <dl class="settle-head">
      <dt>{text.survey}</dt>
      <dd>
        {say(sheet.title, lang)} · {text.batch} {batchNumber(sheet.batch)}
      </dd>
      {sheet.unit && (
        <>
          <dt>{text.unit}</dt>
          <dd>{say(sheet.unit, lang)}</dd>
        </>
      )}
      {sheet.passes.map(({ pass, clerk, at }) => (
        <PassLine key={pass} name={text.pass(pass)} who={`${clerk.name} · ${formatInstant(at, lang)}`} />
      ))}
    </dl>
  );
}

const PassLine = ({ name, who }: { readonly name: string; readonly who: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{who}</dd>
  </>
);

/** To be decided, decided, or not to be decided any more or by this person. */
function Standing({ sheet, onStale }: { readonly sheet: ConflictSheet; onStale(): void }) {
  const { lang, words } = useLanguage();
  const { conflicts: text } = words.staff;
  if (sheet.settledBy !== null)
    return (
      <>
        <div class="block-s">
          <Notice kind="info">
            <p>{text.settledNotice(sheet.settledBy.name, formatInstant(sheet.settledAt ?? '', lang))}</p>
          </Notice>
        </div>
        <SettledTable sheet={sheet} />
      </>
    );
  const hindrance = sheet.state !== 'returned' ? text.movedOn : sheet.yours ? text.yoursNotice : null;
  if (hindrance !== null)
    return (
      <>
        <div class="block-s">
          <Notice kind="warn">
            <p>{hindrance}</p>
          </Notice>
        </div>
        <SettledTable sheet={sheet} />
      </>
    );
  return <Deciding sheet={sheet} onStale={onStale} />;
}

function Deciding({ sheet, onStale }: { readonly sheet: ConflictSheet; onStale(): void }) {
  const { words } = useLanguage();
  const { conflicts: text } = words.staff;
  const { route } = useLocation();
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const [drafts, setDrafts] = useState<Drafts>({});
  const { campaign, serial } = sheet;
  const send = () =>
    run(async () => {
      const json = settlingOf(sheet, drafts);
      const { state } = await answerOf(routes[':serial'].$post({ param: { campaign, serial }, json }));
      flash({ text: text[state](formatSerial(serial)), onNext: true });
      const next = await nextSheet(campaign).catch(() => null);
      route(next === null ? conflictsScreen(campaign) : settleScreen(campaign, next));
    });
  const isStale = ['already-settled', 'sheet-not-returned', 'batch-closed'].includes(trouble?.code ?? '');
  return (
    <>
      <TroubleNotice trouble={trouble} nameOf={(place) => itemOf(sheet, place)} />
      {isStale && (
        <button type="button" class="button quiet" onClick={onStale}>
          {words.staff.retry}
        </button>
      )}
      <SettleForm sheet={sheet} drafts={drafts} busy={busy} onChange={setDrafts} onSend={() => void send()} />
    </>
  );
}

/** A place of the server by the question it means. */
function itemOf({ form }: ConflictSheet, { field }: Place): string | undefined {
  const [, key] = field.split('.');
  return form.sections.flatMap((section) => section.questions).find((one) => one.key === key)?.text.vi;
}
