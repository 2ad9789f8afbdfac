import type { Framework } from '../../server/core/framework.ts';
import type { DefinitionFault } from './api.ts';
import { useLanguage } from './language.tsx';
import { Notice } from './parts/notice.tsx';
import { faultMeaning } from './trouble.ts';

/** Code of the row that a fault is about; null for the whole. */
export function rowOf({ path }: Pick<DefinitionFault, 'path'>, { criteria }: Framework): string | null {
  const at = /^framework\.criteria\[(\d+)\]/.exec(path)?.[1];
  return at === undefined ? null : (criteria[Number(at)]?.code ?? null);
}

/** A leaf that is scored from a survey held elsewhere stops nothing; a feed that no form serves stops a campaign. */
const EXTERNAL = 'external-survey';

interface FaultListProps {
  readonly faults: readonly DefinitionFault[];
  readonly warnings: readonly DefinitionFault[];
  /** What was checked: places are numbered in it. */
  readonly framework: Framework;
  onOpen(code: string): void;
}

/** What the check of the whole found when it was last saved, each with the way to its row. */
export function FaultList({ faults, warnings, framework, onOpen }: FaultListProps) {
  const { words } = useLanguage();
  const { editor: text } = words.staff.frameworks;
  const list = (found: readonly DefinitionFault[]) => (
    <ul class="places">
      {found.map((one) => (
        <FaultLine key={`${one.path} ${one.code}`} fault={one} row={rowOf(one, framework)} onOpen={onOpen} />
      ))}
    </ul>
  );
  const unfed = warnings.filter(({ code }) => code !== EXTERNAL);
  const external = warnings.filter(({ code }) => code === EXTERNAL);
  return (
    <div class="block-s stack-s">
      {faults.length === 0 && unfed.length === 0 && (
        <Notice kind="good">
          <p>{text.noFaults}</p>
        </Notice>
      )}
      {faults.length > 0 && (
        <Notice kind="bad">
          <p>
            <strong>{text.faultsTitle(faults.length)}</strong>
          </p>
          {list(faults)}
        </Notice>
      )}
      {unfed.length > 0 && (
        <Notice kind="bad">
          <p>
            <strong>{text.unfedTitle(unfed.length)}</strong>
          </p>
          {list(unfed)}
        </Notice>
      )}
      {external.length > 0 && (
        <details class="more">
          <summary>
            {text.warningsTitle} ({external.length})
          </summary>
          {list(external)}
        </details>
      )}
    </div>
  );
}

interface FaultLineProps {
  readonly fault: DefinitionFault;
  readonly row: string | null;
  onOpen(code: string): void;
}

/** What the editor calls the part that is wrong: the first of its names in the path; null for a whole row. */
function fieldOf(path: string, fields: Readonly<Record<string, string>>): string | null {
  const names = path.replace(/^framework\.(criteria\[\d+\])?/, '').split(/[.[\]]+/);
  return names.map((name) => (Object.hasOwn(fields, name) ? fields[name] : undefined)).find(Boolean) ?? null;
}

/** With what the server's sentence names between quotes, which the row alone does not say: a question, a group, a class. */
function meaningOf({ code, message }: DefinitionFault, row: string | null): string | null {
  const meaning = faultMeaning(code);
  const named = [...message.matchAll(/"([^"]+)"/g)].flatMap(([, text]) =>
    text && text !== row ? [text] : [],
  );
  return meaning && named.length > 0 ? `${meaning} (${named.join(', ')})` : meaning;
}

/**
 * In Vietnamese the meaning of the code as the editor sees it, at the row and field it names; the server's sentence,
 * which is English, stands where it has none.
 */
function FaultLine({ fault, row, onOpen }: FaultLineProps) {
  const { lang, words } = useLanguage();
  const { editor: text } = words.staff.frameworks;
  const known = Object.entries(text.faults).find(([code]) => code === fault.code)?.[1];
  const meaning = known ?? (lang === 'vi' ? meaningOf(fault, row) : null);
  const field = fieldOf(fault.path, text.fields);
  return (
    <li>
      {row === null ? (
        text.whole
      ) : (
        <button type="button" class="link-button" onClick={() => onOpen(row)}>
          {text.row(row)}
        </button>
      )}
      {field && ` · ${field}`}: {meaning ?? <span lang="en">{fault.message}</span>}
    </li>
  );
}
