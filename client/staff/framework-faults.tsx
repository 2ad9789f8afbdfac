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
  return (
    <div class="block-s stack-s">
      {faults.length === 0 ? (
        <Notice kind="good">
          <p>{text.noFaults}</p>
        </Notice>
      ) : (
        <Notice kind="bad">
          <p>
            <strong>{text.faultsTitle(faults.length)}</strong>
          </p>
          {list(faults)}
        </Notice>
      )}
      {warnings.length > 0 && (
        <details class="more">
          <summary>
            {text.warningsTitle} ({warnings.length})
          </summary>
          {list(warnings)}
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

/** In Vietnamese the meaning of the code; the server's English sentence names the culprit. */
function FaultLine({ fault, row, onOpen }: FaultLineProps) {
  const { lang, words } = useLanguage();
  const { editor: text } = words.staff.frameworks;
  const meaning = lang === 'vi' ? faultMeaning(fault.code) : null;
  return (
    <li>
      {row === null ? (
        text.whole
      ) : (
        <button type="button" class="link-button" onClick={() => onOpen(row)}>
          {text.row(row)}
        </button>
      )}
      : {meaning}
      {meaning ? (
        <span class="under small muted" lang="en">
          {fault.message}
        </span>
      ) : (
        <span lang="en">{fault.message}</span>
      )}
    </li>
  );
}
