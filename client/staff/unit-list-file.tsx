import { useState } from 'preact/hooks';
import { answerOf, campaigns, type ListedUnits, units } from './api.ts';
import { csvText, saveFile } from './csv.ts';
import { type Checked, ImportOutcome } from './import-outcome.tsx';
import { useLanguage } from './language.tsx';
import { FileDrop } from './parts/file-drop.tsx';
import { readDefinition } from './read-file.ts';
import { Trouble, troubleOf } from './trouble.ts';

/** A province, an agency with other names, and an official of it: code, name, kind, unit above, other names. */
const EXAMPLES = [
  ['T1', 'Tỉnh Mẫu', 'province', '', ''],
  ['T1-SNV', 'Sở Nội vụ', 'department', 'T1', 'SNV; Sở Nội vụ tỉnh Mẫu'],
  ['T1-SNV-01', 'Nguyễn Văn A', 'official', 'T1-SNV', ''],
] as const;

interface UnitListFileProps {
  readonly found: ListedUnits;
  onStored(): void;
}

/** Many units at once: a template, the list as it stands, and a file that is checked whole (decision 16). */
export function UnitListFile({ found, onStored }: UnitListFileProps) {
  const { words } = useLanguage();
  const { unitList } = words.staff;
  const { file: text } = unitList;
  const [checked, setChecked] = useState<Checked | null>(null);
  const take = async (file: File) => {
    setChecked({ is: 'reading', name: file.name });
    const done = await bring(found.province, file, text.wrongKind);
    setChecked(done);
    if (done.is === 'loaded' && done.changed) onStored();
  };
  const kinds: Readonly<Record<string, string>> = unitList.kinds;
  const examples = EXAMPLES.map(([code, name, kind, parent, aliases]) => [
    ...[code, name, unitList.kinds[kind], parent, aliases, '', '', ''],
  ]);
  const rows = found.units.map(({ code, name, kind, parent, aliases, validFrom, validTo }) => [
    ...[code, name.vi, kinds[kind] ?? kind, parent ?? '', aliases.join('; '), name.en ?? ''],
    ...[validFrom ?? '', validTo ?? ''],
  ]);
  return (
    <section class="block">
      <h2>{text.title}</h2>
      <p class="muted">{text.layout}</p>
      <p class="toolbar block-s">
        <button
          type="button"
          class="button quiet"
          onClick={() => saveFile(text.templateName, csvText([text.headings, ...examples]))}
        >
          {text.template}
        </button>
        {rows.length > 0 && (
          <button
            type="button"
            class="button quiet"
            onClick={() => saveFile(text.name, csvText([text.headings, ...rows]))}
          >
            {text.current}
          </button>
        )}
      </p>
      <FileDrop
        label={text.choose}
        hint={text.drop}
        accept=".csv,.json,text/csv,application/json"
        quiet
        onFile={(file) => void take(file)}
      />
      <ImportOutcome checked={checked} next={null} />
    </section>
  );
}

/** Reads, sends, and says how it went; never throws. */
async function bring(province: string | null, file: File, wrongKind: string): Promise<Checked> {
  const { name } = file;
  const kind = 'units';
  try {
    if (/\.csv$/i.test(name)) {
      const json = { province, text: await file.text() };
      const { changed } = await answerOf(units['unit-files'].$post({ json }));
      return { is: 'loaded', name, kind, id: name, changed };
    }
    const read = readDefinition(await file.text());
    if (read.is !== 'definition') return { ...read, name };
    if (read.definition.kind !== kind)
      throw new Trouble('file-unreadable', [{ field: name, code: 'wrong-kind', sentence: wrongKind }]);
    const { id, changed } = await answerOf(campaigns.imports.$post({ json: read.definition }));
    return { is: 'loaded', name, kind, id, changed };
  } catch (error) {
    return { is: 'refused', name, trouble: troubleOf(error) };
  }
}
