import { useState } from 'preact/hooks';
import { answerOf, type MappingLine, unitMappings } from './api.ts';
import { csvText, saveFile } from './csv.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { FileDrop } from './parts/file-drop.tsx';
import { Notice, TroubleNotice } from './parts/notice.tsx';
import { type MappingProps, saveMapping } from './save-mapping.ts';
import type { Place } from './trouble.ts';
import { groupsOf, replaced } from './unit-mapping-view.ts';
import { useSend } from './use-send.ts';

const ACCEPTED = '.csv,.json,text/csv,application/json';

/** A mapping from a file: read first, told, and saved only then. */
export function UnitMappingFile({ found, reload }: MappingProps) {
  const { words } = useLanguage();
  const { mapping } = words.staff.years;
  const { file: text } = mapping;
  const flash = useFlash();
  const { busy, trouble, run, clear } = useSend();
  const [read, setRead] = useState<readonly MappingLine[] | null>(null);
  const columns = {
    newUnit: mapping.newUnit,
    oldUnit: mapping.oldUnit,
    effectiveOn: mapping.effectiveOn,
    share: mapping.share,
    document: mapping.document,
  };
  const take = (file: File) =>
    run(async () => {
      setRead(null);
      const json = { province: found.province ?? '', text: await file.text() };
      const { rows } = await answerOf(unitMappings['unit-mappings'].rows.$post({ json }));
      setRead(rows);
    });
  const save = (rows: readonly MappingLine[]) =>
    run(async () => {
      const all = replaced(found.rows, [], rows);
      const saved = await saveMapping(found, all, found.rows);
      const undo = async () => {
        await saveMapping(found, found.rows, saved.rows);
        reload();
      };
      flash({ text: text.done(saved.added, saved.removed), undo });
      setRead(null);
      reload();
    });
  const kept = read ? replaced(found.rows, [], read).length - read.length : 0;
  const titles = [mapping.newUnit, mapping.oldUnit, mapping.effectiveOn, text.share, mapping.document];
  const lines = found.rows.map((row) => [
    ...[row.newUnit, row.oldUnit, row.effectiveOn, row.share, row.document],
  ]);
  return (
    <section class="block">
      <h2>{text.title}</h2>
      <p class="small muted">{text.hint}</p>
      <FileDrop
        label={busy ? words.staff.working : text.choose}
        hint={text.drop}
        accept={ACCEPTED}
        quiet
        onFile={(file) => void take(file)}
      />
      <p class="block-s">
        <button
          type="button"
          class="link-button"
          onClick={() => saveFile(text.name, csvText([titles, ...lines]))}
        >
          {text.template}
        </button>
      </p>
      <TroubleNotice
        trouble={trouble}
        fields={columns}
        nameOf={(place) => placeName(place, kept, columns, text.row)}
      />
      {read && (
        <Notice kind="info">
          <p role="status">{text.read(read.length, groupsOf(read).length)}</p>
          <p class="toolbar">
            <button type="button" class="button" disabled={busy} onClick={() => void save(read)}>
              {busy ? words.staff.working : text.save}
            </button>
            <button
              type="button"
              class="button quiet"
              onClick={() => {
                setRead(null);
                clear();
              }}
            >
              {text.cancel}
            </button>
          </p>
        </Notice>
      )}
    </section>
  );
}

/** Titles stand in the first row of the file, as people count. */
const FIRST_ROW = 2;

/** "row 3 oldUnit" of reading, or "rows[12].share" of saving, where the rows that stay come first. */
function placeName(
  { field }: Place,
  kept: number,
  columns: Readonly<Record<string, string>>,
  tell: (row: string, column: string) => string,
): string | undefined {
  const [, row, own = ''] = /^row (\d+) (\w+)$/.exec(field) ?? [];
  if (row !== undefined) return tell(row, columns[own] ?? own);
  const [, at, column = ''] = /^rows\[(\d+)\]\.(\w+)$/.exec(field) ?? [];
  return at === undefined
    ? undefined
    : tell(String(Number(at) - kept + FIRST_ROW), columns[column] ?? column);
}
