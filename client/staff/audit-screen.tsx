import { useState } from 'preact/hooks';
import { formatInstant } from '../format.ts';
import { type AuditRow, accounts, answerOf } from './api.ts';
import { actorWords, detailLines, operationWords, subjectWords } from './audit-words.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

/** The server's page; a shorter one is the last. */
const PAGE = 100;

interface Trail {
  readonly rows: readonly AuditRow[];
  /** Names of accounts by id. */
  readonly names: ReadonlyMap<string, string>;
}

const pageBefore = async (before?: number) =>
  (await answerOf(accounts.audit.$get({ query: before === undefined ? {} : { before } }))).rows;

/** Who did what to what, when: newest first, older ones on demand. */
export function AuditScreen() {
  const { words } = useLanguage();
  const { audit } = words.staff;
  const load = useLoad<Trail>('audit', async () => {
    const [rows, listed] = await Promise.all([pageBefore(), answerOf(accounts.accounts.$get())]);
    return { rows, names: new Map(listed.accounts.map(({ id, name }) => [id, name])) };
  });
  return (
    <Screen title={audit.title}>
      <p>{audit.lead}</p>
      <Loaded load={load}>
        {(trail) =>
          trail.rows.length === 0 ? <p class="empty">{audit.none}</p> : <TrailTable first={trail} />
        }
      </Loaded>
    </Screen>
  );
}

function TrailTable({ first }: { readonly first: Trail }) {
  const { words } = useLanguage();
  const { audit, working } = words.staff;
  const [older, setOlder] = useState<readonly (readonly AuditRow[])[]>([]);
  const { busy, trouble, run } = useSend();
  const pages = [first.rows, ...older];
  const rows = pages.flat();
  const atEnd = (pages.at(-1)?.length ?? 0) < PAGE;
  const more = () =>
    run(async () => {
      const page = await pageBefore(rows.at(-1)?.id);
      setOlder((before) => [...before, page]);
    });
  return (
    <>
      <table class="trail block-s">
        <thead>
          <tr>
            <th scope="col">{audit.when}</th>
            <th scope="col" class="wide">
              {audit.who}
            </th>
            <th scope="col">{audit.what}</th>
            <th scope="col" class="wide">
              {audit.details}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TrailRow key={row.id} row={row} names={first.names} />
          ))}
        </tbody>
      </table>
      <TroubleNotice trouble={trouble} />
      {atEnd ? (
        <p class="muted small block-s">{audit.end}</p>
      ) : (
        <p class="toolbar">
          <button type="button" class="button quiet" disabled={busy} onClick={() => void more()}>
            {busy ? working : audit.older}
          </button>
        </p>
      )}
    </>
  );
}

interface TrailRowProps {
  readonly row: AuditRow;
  readonly names: Trail['names'];
}

function TrailRow({ row, names }: TrailRowProps) {
  const { lang } = useLanguage();
  const who = actorWords(row.actor, names, lang);
  const { kind, name } = subjectWords(row.subject, lang);
  const details = (
    <ul class="details small">
      {detailLines(row.details, lang).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
  return (
    <tr>
      <td class="whole">{formatInstant(row.at, lang)}</td>
      <td class="wide">{who}</td>
      <td>
        {operationWords(row.action, lang)}
        <span class="under small">
          <span class="muted">{kind}</span> <b>{name}</b>
        </span>
        <span class="narrow small muted">
          {who}
          {details}
        </span>
      </td>
      <td class="wide">{details}</td>
    </tr>
  );
}
