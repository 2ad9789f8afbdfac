import { useLayoutEffect, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import { CAMPAIGNS, campaignScreen } from './addresses.ts';
import { answerOf, type PrintCompared, type PrintTables, printComparisons, upload } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { FileDrop } from './parts/file-drop.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { PREVIEW, PrintForm } from './print-comparison-form.tsx';
import { PrintResult } from './print-comparison-table.tsx';
import {
  firstDraft,
  type MappingDraft,
  mappingOf,
  type PrintMapping,
  unfitMapping,
} from './print-mapping.ts';
import { mayAny, useSession } from './session.ts';
import { useSend } from './use-send.ts';
import './publication.css';

interface Loaded {
  readonly name: string;
  readonly tables: PrintTables;
}

type PrintMappings = PrintTables['mappings'];

interface Chosen {
  readonly draft: MappingDraft;
  readonly remembered: string;
}

/** A printed table held against the campaign's result: file, columns, outcome, each step under the one before. */
export function PrintComparisonScreen() {
  const { words } = useLanguage();
  const { printTable: text, campaigns: list } = words.staff;
  const campaign = useRoute().params.campaign ?? '';
  const session = useSession();
  const [reading, setReading] = useState('');
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [against, setAgainst] = useState('');
  const [name, setName] = useState('');
  const [compared, setCompared] = useState<PrintCompared | null>(null);
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  useLayoutEffect(() => {
    if (compared) document.getElementById('print-result')?.focus();
  }, [compared]);
  const take = (file: File) =>
    run(async () => {
      setReading(file.name);
      setCompared(null);
      setLoaded(null);
      const path = `/campaigns/${encodeURIComponent(campaign)}/print-tables`;
      const tables = (await upload(path, file).finally(() => setReading(''))) as PrintTables;
      const first = firstDraft(tables);
      setLoaded({ name: file.name, tables });
      setChosen(first);
      setName(first.remembered);
      setAgainst(tables.preview ? PREVIEW : String(tables.revisions[0] ?? ''));
    });
  const compare = () =>
    run(async () => {
      const sheet = chosen && loaded?.tables.sheets[chosen.draft.sheet];
      if (!sheet) return;
      // What is kept is not kept anew with less; under another name it may be.
      const remember = unfitMapping(loaded.tables, chosen.draft, name) ? '' : name.trim();
      const json = {
        rows: sheet.rows,
        mapping: mappingOf(chosen.draft, sheet),
        revision: against === PREVIEW ? null : Number(against),
        ...(remember === '' ? {} : { remember }),
      };
      setCompared(null);
      setCompared(
        await answerOf(
          printComparisons.campaigns[':campaign']['print-comparison'].$post({ param: { campaign }, json }),
        ),
      );
    });
  const keep = (kept: PrintMappings) =>
    setLoaded((before) => before && { ...before, tables: { ...before.tables, mappings: kept } });
  const forget = () =>
    run(async () => {
      const known = loaded?.tables.mappings ?? [];
      const gone = known.find((one) => one.name === chosen?.remembered);
      if (!gone || !chosen) return;
      const put = (mapping: PrintMapping | null) =>
        answerOf(
          printComparisons.campaigns[':campaign']['print-mappings'].$put({
            param: { campaign },
            json: { name: gone.name, mapping },
          }),
        );
      await put(null);
      keep(known.filter((one) => one !== gone));
      setChosen({ ...chosen, remembered: '' });
      setName('');
      flash({
        text: text.forgotten(gone.name),
        undo: async () => {
          await put(gone.mapping);
          keep(known);
          flash(null);
        },
      });
    });
  const over = mayAny(session, ['preview-result'])
    ? { title: words.staff.campaign.over, href: campaignScreen(campaign) }
    : { title: list.title, href: CAMPAIGNS };
  return (
    <Screen title={text.title} over={over}>
      <p>{text.lead}</p>
      <TroubleNotice trouble={trouble} named={false} />
      <FileDrop
        label={text.choose}
        hint={text.drop}
        accept=".xlsx,.csv,.json"
        quiet
        onFile={(file) => void take(file)}
      />
      <p role="status" class="small muted">
        {reading !== '' && text.reading(reading)}
        {loaded &&
          chosen &&
          text.file(loaded.name, loaded.tables.sheets[chosen.draft.sheet]?.rows.length ?? 0)}
      </p>
      {loaded && chosen && against === '' && <p class="empty">{text.nothing}</p>}
      {loaded && chosen && against !== '' && (
        <PrintForm
          tables={loaded.tables}
          draft={chosen.draft}
          remembered={chosen.remembered}
          against={against}
          name={name}
          busy={busy}
          onDraft={(draft, remembered) => {
            setChosen({ draft, remembered });
            if (remembered !== '') setName(remembered);
          }}
          onAgainst={setAgainst}
          onName={setName}
          onForget={() => void forget()}
          onCompare={() => void compare()}
        />
      )}
      {compared && <PrintResult campaign={campaign} compared={compared} />}
    </Screen>
  );
}
