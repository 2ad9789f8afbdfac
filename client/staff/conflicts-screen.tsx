import { useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { formatSerial } from '../../survey-forms/serial.ts';
import { formatCount, formatInstant } from '../format.ts';
import { batchNumber } from '../keying/shown-value.ts';
import { PAPER, qualityScreen, settleScreen } from './addresses.ts';
import { answerOf, type Conflicts, conflicts } from './api.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { useLoad } from './use-load.ts';

const REFRESH_MS = 60_000;

type Waiting = Conflicts['sheets'][number];

/** Sheets that two clerks read differently: by batch, those that wait longest first. */
export function ConflictsScreen() {
  const { lang, words } = useLanguage();
  const { params } = useRoute();
  const campaign = params.campaign ?? '';
  const { conflicts: text, quality } = words.staff;
  const load = useLoad<Conflicts>(
    campaign,
    () => answerOf(conflicts.campaigns[':campaign'].conflicts.$get({ param: { campaign } })),
    REFRESH_MS,
  );
  const over = load.data
    ? { title: say(load.data.campaign.title, lang), href: PAPER }
    : { title: words.staff.sections.paper, href: PAPER };
  const actions = (
    <a class="button quiet" href={qualityScreen(campaign)}>
      {quality.short}
    </a>
  );
  return (
    <Screen title={text.title} over={over} actions={actions}>
      <p>{text.lead}</p>
      <Loaded load={load}>
        {({ sheets }) =>
          sheets.length === 0 ? (
            <p class="empty">{text.none}</p>
          ) : (
            <>
              <p class="block-s">
                <strong>{text.waiting(sheets.length)}</strong>
              </p>
              <WaitingTable campaign={campaign} sheets={sheets} />
            </>
          )
        }
      </Loaded>
    </Screen>
  );
}

function WaitingTable({
  campaign,
  sheets,
}: {
  readonly campaign: string;
  readonly sheets: readonly Waiting[];
}) {
  const { words } = useLanguage();
  const { conflicts: text } = words.staff;
  return (
    <table class="block-s">
      <thead>
        <tr>
          <th scope="col">{text.serial}</th>
          <th scope="col" class="wide">
            {text.batch}
          </th>
          <th scope="col" class="n wide">
            {text.fields}
          </th>
          <th scope="col" class="wide">
            {text.clerks}
          </th>
          <th scope="col" class="wide">
            {text.since}
          </th>
        </tr>
      </thead>
      <tbody>
        {sheets.map((sheet) => (
          <WaitingRow key={sheet.serial} campaign={campaign} sheet={sheet} />
        ))}
      </tbody>
    </table>
  );
}

function WaitingRow({ campaign, sheet }: { readonly campaign: string; readonly sheet: Waiting }) {
  const { lang, words } = useLanguage();
  const { conflicts: text } = words.staff;
  const serial = formatSerial(sheet.serial);
  const batch = `${batchNumber(sheet.batch)} · ${say(sheet.postOffice, lang)}`;
  const clerks = sheet.clerks.map((one) => one.name).join(', ');
  const since = formatInstant(sheet.since, lang);
  return (
    <tr>
      <th scope="row">
        <a href={settleScreen(campaign, sheet.serial)} aria-label={text.open(serial)}>
          {serial}
        </a>
        {sheet.yours && <span class="tag state-over">{text.yours}</span>}
        <span class="narrow small">
          <span class="under">
            {text.batch} {batch} · {text.fields}: {formatCount(sheet.fields, lang)}
          </span>
          <span class="under muted">
            {clerks} · {since}
          </span>
        </span>
      </th>
      <td class="wide">{batch}</td>
      <td class="n wide">{formatCount(sheet.fields, lang)}</td>
      <td class="wide">{clerks}</td>
      <td class="wide">{since}</td>
    </tr>
  );
}
