import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { formatDate, formatInstant } from '../format.ts';
import { conflictsScreen, PAPER } from './addresses.ts';
import { answerOf, type BatchDetail, batchMoves, paper } from './api.ts';
import { BatchTag } from './batch-bar.tsx';
import { BatchSheets } from './batch-sheets.tsx';
import { BatchTotals } from './batch-totals.tsx';
import { CloseButton, SealSection } from './closing-section.tsx';
import { CountSection } from './count-section.tsx';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { TextInput } from './parts/text-input.tsx';
import { PrintSheets } from './print-sheets.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { mayAny, useSession } from './session.ts';
import { today } from './survey-line.tsx';
import { fieldError } from './trouble.ts';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** One batch: where it stands, what is to be done now, its totals and its sheets. */
export function BatchScreen() {
  const { words } = useLanguage();
  const { params } = useRoute();
  const param = { campaign: params.campaign ?? '', batch: params.batch ?? '' };
  const load = useLoad<BatchDetail>(`${param.campaign} ${param.batch}`, () =>
    answerOf(paper.campaigns[':campaign']['sheet-batches'][':batch'].$get({ param })),
  );
  useShortcuts({ r: load.reload });
  const { paper: text } = words.staff;
  const { data } = load;
  return (
    <Screen
      title={data ? text.batchName(data.batch.number) : text.one.unknown}
      over={{ title: text.title, href: `${PAPER}?dot=${encodeURIComponent(param.campaign)}` }}
      actions={data && <BatchActions detail={data} reload={load.reload} />}
    >
      <Loaded load={load}>
        {(detail) => (
          <>
            <BatchLine detail={detail} />
            <Steps detail={detail} reload={load.reload} />
            <BatchTotals batch={detail.batch} />
            <SealSection detail={detail} reload={load.reload} />
            <BatchSheets detail={detail} reload={load.reload} />
          </>
        )}
      </Loaded>
    </Screen>
  );
}

interface PartProps {
  readonly detail: BatchDetail;
  reload(): void;
}

/** Whose batch it is, for whom, and the days of its steps. */
function BatchLine({ detail }: { readonly detail: BatchDetail }) {
  const { lang, words } = useLanguage();
  const { one: text } = words.staff.paper;
  const { batch, unit, survey, postOffice, group } = detail;
  const day = (one: string) => formatDate(one, lang);
  const facts = [
    say(survey.title, lang),
    text.form(batch.formVersion),
    ...(batch.quota === null ? [] : [text.quota(batch.quota)]),
    text.allottedOn(day(batch.allottedOn)),
    ...(batch.handedOutOn === null ? [] : [text.handedOutOn(day(batch.handedOutOn))]),
    ...(batch.returnedOn === null ? [] : [text.returnedOn(day(batch.returnedOn))]),
    ...(batch.closedAt === null ? [] : [text.closedAt(formatInstant(batch.closedAt, lang))]),
  ];
  return (
    <>
      <p>
        <BatchTag state={batch.state} /> <b>{unit ? say(unit, lang) : text.many}</b> · {say(postOffice, lang)}{' '}
        · {say(group, lang)}
      </p>
      <p class="small muted facts">
        {facts.map((fact) => (
          <span key={fact} class="whole">
            {fact}
          </span>
        ))}
      </p>
    </>
  );
}

function BatchActions({ detail, reload }: PartProps) {
  const { words } = useLanguage();
  const session = useSession();
  const { paper: text } = words.staff;
  const { totals } = detail.batch;
  return (
    <>
      {totals.conflicts > 0 && mayAny(session, ['list-conflicts']) && (
        <a class="button quiet" href={conflictsScreen(detail.campaign.id)}>
          {text.steps.settle(totals.conflicts)}
        </a>
      )}
      {isBefore(detail.batch.state) && totals.out > 0 && <WithdrawBatch detail={detail} reload={reload} />}
      {detail.batch.state !== 'closed' && <CloseButton detail={detail} reload={reload} />}
    </>
  );
}

/** Nothing has come back yet. */
const isBefore = (state: BatchDetail['batch']['state']) => state === 'allotted' || state === 'handed-out';

/** What the batch needs now. */
function Steps({ detail, reload }: PartProps) {
  const { words } = useLanguage();
  const session = useSession();
  const { one: text } = words.staff.paper;
  const { state, number } = detail.batch;
  return (
    <>
      {mayAny(session, ['count-back-sheets']) && (state === 'handed-out' || state === 'returned') && (
        <CountSection detail={detail} reload={reload} />
      )}
      {mayAny(session, ['print-sheets']) && isBefore(state) && (
        <section class="block paper-part">
          <h2>{text.printTitle}</h2>
          <PrintSheets campaign={detail.campaign.id} batch={number} />
        </section>
      )}
      {mayAny(session, ['hand-out-sheets']) && state === 'allotted' && (
        <HandOutForm detail={detail} reload={reload} />
      )}
    </>
  );
}

function HandOutForm({ detail, reload }: PartProps) {
  const { words } = useLanguage();
  const flash = useFlash();
  const { one: text, batchName } = words.staff.paper;
  const [on, setOn] = useState(today());
  const { busy, trouble, run } = useSend();
  const { campaign, batch } = detail;
  const put = (day: string | null) =>
    answerOf(
      batchMoves.campaigns[':campaign']['sheet-batches'][':batch']['handed-out'].$put({
        param: { campaign: campaign.id, batch: String(batch.number) },
        json: { on: day },
      }),
    );
  const name = batchName(batch.number);
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      await put(on);
      const undo = async () => {
        await put(null);
        flash({ text: text.notHandedOut(name) });
        reload();
      };
      flash({ text: text.handOutDone(name), undo });
      reload();
    });
  };
  return (
    <section class="block paper-part">
      <h2>{text.handOut}</h2>
      <form class="fields" onSubmit={send}>
        <p>{text.handOutLead}</p>
        <TroubleNotice trouble={trouble} fields={{ on: text.handOutDay }} />
        <TextInput
          label={text.handOutDay}
          name="on"
          type="date"
          required
          value={on}
          onInput={setOn}
          error={fieldError(trouble, 'on', words)}
        />
        <button type="submit" class="button" disabled={busy}>
          {busy ? words.staff.working : text.handOut}
        </button>
      </form>
    </section>
  );
}

/** For a batch allotted by mistake. Once something came back, what is still out is missing, not withdrawn. */
function WithdrawBatch({ detail, reload }: PartProps) {
  const { words } = useLanguage();
  const flash = useFlash();
  const session = useSession();
  const { one: text, batchName } = words.staff.paper;
  const [asking, setAsking] = useState(false);
  const { campaign, batch } = detail;
  if (!mayAny(session, ['withdraw-sheet'])) return null;
  return (
    <>
      <button type="button" class="button quiet" onClick={() => setAsking(true)}>
        {text.withdrawAll}
      </button>
      {asking && (
        <ReasonDialog
          title={text.withdrawAllTitle(batchName(batch.number))}
          lead={text.withdrawAllLead(batch.totals.out)}
          hint={words.staff.paper.one.whyHint}
          action={text.withdrawAll}
          field="note"
          onClose={() => setAsking(false)}
          onSend={async (note) => {
            const sent = batchMoves.campaigns[':campaign']['sheet-batches'][':batch'].withdrawn.$put({
              param: { campaign: campaign.id, batch: String(batch.number) },
              json: { note },
            });
            flash({ text: text.withdrawn((await answerOf(sent)).withdrawn) });
            reload();
          }}
        />
      )}
    </>
  );
}
