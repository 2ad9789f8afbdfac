import { Fragment } from 'preact';
import type { Criterion, Framework } from '../../server/core/framework.ts';
import { say } from '../../survey-forms/form.ts';
import { compareText } from '../decimal-text.ts';
import { formatExact, formatShort } from '../format.ts';
import type { FeedingForm } from './api.ts';
import { CriterionForm } from './framework-criterion-form.tsx';
import {
  addAfter,
  addBelow,
  branchOf,
  type Criteria,
  childrenOf,
  depthOf,
  isDecimal,
  isRight,
  moveBranch,
  moveUnder,
  recode,
  removeBranch,
  sumBelow,
} from './framework-tree.ts';
import { useLanguage } from './language.tsx';

interface TreeTableProps {
  readonly framework: Framework;
  readonly forms: readonly FeedingForm[];
  readonly disabled: boolean;
  /** Code of the row that is open; null: none. */
  readonly open: string | null;
  /** Codes of rows with faults. */
  readonly faulty: ReadonlySet<string>;
  onOpen(code: string | null): void;
  /** @param field names the text field that was typed in */
  onChange(criteria: Criteria, field?: string): void;
}

const SHOWN_DECIMALS = 6;

/** The whole tree, a row a line; the open one shows its form. Sums stand beside the maximum they must reach. */
export function TreeTable(props: TreeTableProps) {
  const { words } = useLanguage();
  const { editor: text } = words.staff.frameworks;
  const { criteria } = props.framework;
  const byCode = new Map(criteria.map((one) => [one.code, one]));
  return (
    <table class="tree editor-tree">
      <caption class="visually-hidden">{text.tree}</caption>
      <thead>
        <tr>
          <th scope="col">{text.criterion}</th>
          <th scope="col" class="n">
            {text.max}
          </th>
        </tr>
      </thead>
      <tbody>
        {criteria.map((criterion, at) => (
          // Two rows may have one code until that is mended.
          <Fragment
            key={`${criterion.code} ${criteria.findIndex(({ code }) => code === criterion.code) === at}`}
          >
            <TreeRow {...props} criterion={criterion} depth={depthOf(byCode, criterion.code)} />
            {props.open === criterion.code && <OpenRow {...props} criterion={criterion} />}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

interface RowProps extends TreeTableProps {
  readonly criterion: Criterion;
}

function TreeRow({
  criterion,
  depth,
  framework,
  open,
  faulty,
  onOpen,
}: RowProps & { readonly depth: number }) {
  const { lang, words } = useLanguage();
  const { editor: text, rule } = words.staff.frameworks;
  const { code, name, kind, max } = criterion;
  const isOpen = open === code;
  return (
    <tr
      id={`row-${code}`}
      class={`depth-${Math.min(depth + 1, 4)} ${kind}${faulty.has(code) ? ' faulty' : ''}`}
    >
      <th scope="row">
        <button
          type="button"
          class="link-button row-opener"
          aria-expanded={isOpen}
          onClick={() => onOpen(isOpen ? null : code)}
        >
          <span class="code">{code}</span> {say(name, lang) || text.unnamed}
        </button>
        {criterion.rule && <span class="under small muted">{rule.kinds[criterion.rule.kind]}</span>}
        {criterion.feed && (
          <span class="under small muted">
            {criterion.feed.form}: {criterion.feed.questions.join(', ')}
          </span>
        )}
      </th>
      <td class="n">
        {isDecimal(max) ? formatExact(max, lang) : max}
        <Sum criteria={framework.criteria} parent={code} max={max} />
      </td>
    </tr>
  );
}

interface SumProps {
  readonly criteria: Criteria;
  readonly parent: string | null;
  readonly max: string | null;
}

/** "8,5 của 8,5": said in words where it is not right. */
export function Sum({ criteria, parent, max }: SumProps) {
  const { lang, words } = useLanguage();
  const { editor: text } = words.staff.frameworks;
  const found = sumBelow(criteria, parent, max);
  if (!found || max === null) return null;
  const figure = (value: string) => formatShort(value, SHOWN_DECIMALS, lang);
  const by = figure(found.off.replace('-', ''));
  const verdict = isRight(found.off)
    ? text.sumRight
    : compareText(found.off, '0') > 0
      ? text.sumOver(by)
      : text.sumUnder(by);
  return (
    <span class={isRight(found.off) ? 'under small sum' : 'under small sum wrong-sum'}>
      {text.sum(figure(found.sum), figure(max))} · {verdict}
    </span>
  );
}

/** The form of the open row, and what can be done with the row and all below it. */
function OpenRow(props: RowProps) {
  const { criterion, framework, forms, disabled, onChange, onOpen } = props;
  const { criteria } = framework;
  const { code } = criterion;
  const at = criteria.indexOf(criterion);
  const others = new Set(criteria.filter((one) => one !== criterion).map((one) => one.code));
  return (
    <tr class="open-row">
      <td class="open-cell" colSpan={2}>
        <CriterionForm
          key={code}
          criterion={criterion}
          isParent={childrenOf(criteria, code).length > 0}
          taken={others}
          forms={forms}
          disabled={disabled}
          onChange={(next, field) => onChange(criteria.with(at, next), field && `${code} ${field}`)}
          onRecode={(next) => {
            onChange(recode(criteria, code, next));
            onOpen(next);
          }}
        />
        {!disabled && <RowActions {...props} />}
      </td>
    </tr>
  );
}

function RowActions({ criterion, framework, onChange, onOpen }: RowProps) {
  const { lang, words } = useLanguage();
  const { editor: text } = words.staff.frameworks;
  const { criteria } = framework;
  const { code } = criterion;
  const own = branchOf(criteria, code);
  const added = ({ criteria: next, code: opened }: { criteria: Criteria; code: string }) => {
    onChange(next);
    onOpen(opened);
  };
  const button = (label: string, act: () => void) => (
    <button type="button" class="button quiet" onClick={act}>
      {label}
    </button>
  );
  return (
    <div class="toolbar row-tools">
      {button(text.addBelow, () => added(addBelow(criteria, code)))}
      {button(text.addAfter, () => added(addAfter(criteria, code)))}
      {button(text.up, () => onChange(moveBranch(criteria, code, -1)))}
      {button(text.down, () => onChange(moveBranch(criteria, code, 1)))}
      <label class="move-under">
        {text.under}{' '}
        <select
          value=""
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            event.currentTarget.value = '';
            if (chosen !== '') added(moveUnder(criteria, code, chosen === 'top' ? null : chosen));
          }}
        >
          <option value="">…</option>
          {criterion.parent !== null && <option value="top">{text.top}</option>}
          {criteria
            .filter((one) => one.kind === 'group' && !own.has(one.code) && one.code !== criterion.parent)
            .map((one) => (
              <option key={one.code} value={one.code}>
                {one.code} {say(one.name, lang)}
              </option>
            ))}
        </select>
      </label>
      {button(text.delete, () => {
        onChange(removeBranch(criteria, code));
        onOpen(null);
      })}
    </div>
  );
}
