import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { batchScreen, conflictsScreen, IMPORTS, PAPER, qualityScreen, SHEET_IMPORTS } from './addresses.ts';
import { AllotDialog } from './allot-dialog.tsx';
import { answerOf, type Campaign, campaigns, paper, type SheetBatch, type SheetBatches } from './api.ts';
import { BatchBar, BatchTag } from './batch-bar.tsx';
import { stepWords } from './batch-step.ts';
import { FindSheet } from './find-sheet.tsx';
import { useLanguage } from './language.tsx';
import { Field } from './parts/field.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { PolicyLine } from './policy-dialog.tsx';
import { mayAny, useSession } from './session.ts';
import { useLoad } from './use-load.ts';
import './paper.css';

/** Part of the address, so that a campaign's batches can be sent to a colleague. */
const CAMPAIGN_IN_ADDRESS = 'dot';

/** The batches of a campaign: how far each is, and what is to be done next. */
export function PaperScreen() {
  const { words } = useLanguage();
  const { query } = useLocation();
  const { paper: text } = words.staff;
  const load = useLoad('campaigns', async () => (await answerOf(campaigns.campaigns.$get())).campaigns);
  return (
    <Loaded load={load}>
      {(list) => {
        const chosen = list.find((one) => one.id === query[CAMPAIGN_IN_ADDRESS]) ?? list[0];
        if (chosen) return <CampaignPaper key={chosen.id} campaign={chosen} list={list} />;
        return (
          <Screen title={text.title}>
            <p class="empty">{text.noCampaign}</p>
          </Screen>
        );
      }}
    </Loaded>
  );
}

interface CampaignPaperProps {
  readonly campaign: Campaign;
  readonly list: readonly Campaign[];
}

function CampaignPaper({ campaign, list }: CampaignPaperProps) {
  const { words } = useLanguage();
  const { paper: text } = words.staff;
  const [allotting, setAllotting] = useState(false);
  const load = useLoad<SheetBatches>(campaign.id, () =>
    answerOf(paper.campaigns[':campaign']['sheet-batches'].$get({ param: { campaign: campaign.id } })),
  );
  const mayAllot =
    load.data !== null && load.data.postOffices.length > 0 && load.data.surveys.some((one) => one.open);
  return (
    <Screen
      title={text.title}
      actions={<PaperActions campaign={campaign.id} allot={mayAllot ? () => setAllotting(true) : null} />}
    >
      <p>{text.lead}</p>
      <div class="paper-head">
        {list.length > 1 && <CampaignChoice campaign={campaign} list={list} />}
        <FindSheet campaign={campaign.id} />
      </div>
      <Loaded load={load}>
        {(data) => (
          <>
            <PolicyLine campaign={campaign.id} policy={data.policy} onChanged={load.reload} />
            <Hindrances data={data} />
            {data.batches.length === 0 ? (
              <p class="empty">
                {text.none} {mayAllot && text.noneNext}
              </p>
            ) : (
              <BatchTable data={data} />
            )}
            {allotting && (
              <AllotDialog data={data} onClose={() => setAllotting(false)} onAllotted={load.reload} />
            )}
          </>
        )}
      </Loaded>
    </Screen>
  );
}

interface PaperActionsProps {
  readonly campaign: string;
  /** Null: nothing can be allotted now. */
  readonly allot: (() => void) | null;
}

function PaperActions({ campaign, allot }: PaperActionsProps) {
  const { words } = useLanguage();
  const session = useSession();
  const { paper: text } = words.staff;
  return (
    <>
      {mayAny(session, ['list-conflicts']) && (
        <a class="button quiet" href={conflictsScreen(campaign)}>
          {text.conflicts}
        </a>
      )}
      {mayAny(session, ['import-sheets']) && (
        <a class="button quiet" href={SHEET_IMPORTS}>
          {text.imports}
        </a>
      )}
      {mayAny(session, ['read-keying-quality']) && (
        <a class="button quiet" href={qualityScreen(campaign)}>
          {text.quality}
        </a>
      )}
      {allot && (
        <button type="button" class="button" onClick={allot}>
          {text.allot.open}
        </button>
      )}
    </>
  );
}

function CampaignChoice({ campaign, list }: CampaignPaperProps) {
  const { lang, words } = useLanguage();
  const { route } = useLocation();
  return (
    <Field label={words.staff.paper.campaign}>
      {(control) => (
        <select
          {...control}
          value={campaign.id}
          onChange={({ currentTarget: { value } }) =>
            route(`${PAPER}?${CAMPAIGN_IN_ADDRESS}=${encodeURIComponent(value)}`, true)
          }
        >
          {list.map(({ id, title, year }) => (
            <option key={id} value={id}>
              {say(title, lang)} ({year})
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Why no batch can be allotted now, and what to do about it. */
function Hindrances({ data }: { readonly data: SheetBatches }) {
  const { words } = useLanguage();
  const session = useSession();
  const { paper: text, imports } = words.staff;
  return (
    <>
      {!data.surveys.some((survey) => survey.open) && <p class="note info block-s">{text.noSurvey}</p>}
      {data.postOffices.length === 0 && (
        <p class="note warn block-s">
          {text.noOffice} {mayAny(session, ['import-units']) && <a href={IMPORTS}>{imports.title}</a>}
        </p>
      )}
    </>
  );
}

function BatchTable({ data }: { readonly data: SheetBatches }) {
  const { words } = useLanguage();
  const { paper: text } = words.staff;
  return (
    <table class="block-s">
      <thead>
        <tr>
          <th scope="col">{text.batch}</th>
          <th scope="col" class="wide">
            {text.state}
          </th>
          <th scope="col" class="wide batch-progress">
            {text.progress}
          </th>
          <th scope="col" class="wide">
            {text.next}
          </th>
        </tr>
      </thead>
      <tbody>
        {data.batches.map((batch) => (
          <BatchRow key={batch.number} batch={batch} data={data} />
        ))}
      </tbody>
    </table>
  );
}

interface BatchRowProps {
  readonly batch: SheetBatch;
  readonly data: SheetBatches;
}

function BatchRow({ batch, data }: BatchRowProps) {
  const { lang, words } = useLanguage();
  const { paper: text, manyUnits } = words.staff;
  const nameOf = (code: string) => {
    const found = [...data.names, ...data.postOffices].find((one) => one.code === code);
    return found ? say(found.name, lang) : code;
  };
  const survey = data.surveys.find((one) => one.id === batch.survey);
  const group = survey?.groups.find((one) => one.code === batch.respondentGroup);
  const href = batchScreen(data.campaign.id, batch.number);
  const next = (
    <a class="button quiet small" href={href}>
      {stepWords(batch, words)}
    </a>
  );
  return (
    <tr>
      <th scope="row">
        <a href={href}>
          <b>{text.batchName(batch.number)}</b>
        </a>{' '}
        · {batch.unit === '' ? manyUnits : nameOf(batch.unit)}
        <span class="under small muted">
          {nameOf(batch.postOffice)} · {group ? say(group.text, lang) : batch.respondentGroup}
          {survey && ` · ${say(survey.title, lang)}`}
        </span>
        <span class="narrow">
          <BatchTag state={batch.state} />
          <BatchBar totals={batch.totals} />
          {next}
        </span>
      </th>
      <td class="wide">
        <BatchTag state={batch.state} />
      </td>
      <td class="wide batch-progress">
        <BatchBar totals={batch.totals} />
      </td>
      <td class="wide">{next}</td>
    </tr>
  );
}
