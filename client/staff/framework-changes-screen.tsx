import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import type { Criterion, SurveyFeed } from '../../server/core/framework.ts';
import type { CriterionPair } from '../../server/core/framework-diff.ts';
import { type Lang, say } from '../../survey-forms/form.ts';
import { formatExact } from '../format.ts';
import type { Words } from '../words/words-of.ts';
import { FRAMEWORKS, frameworkScreen } from './addresses.ts';
import { answerOf, type FrameworkChanges, type FrameworkVersion, frameworks } from './api.ts';
import { isDecimal } from './framework-tree.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { Check } from './parts/field.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { ruleSentence } from './rule-sentence.ts';
import { useLoad } from './use-load.ts';

/** The version before it, else any other of the list. */
function nearest(list: readonly FrameworkVersion[], id: string, version: number): number {
  const before = list.findIndex((one) => one.id === id && one.version < version);
  return before >= 0 ? before : list.findIndex((one) => one.id !== id || one.version !== version);
}

/** Two versions side by side: what was added, dropped, moved, renamed, re-weighted. */
export function FrameworkChangesScreen() {
  const { lang, words } = useLanguage();
  const { params } = useRoute();
  const { frameworks: text } = words.staff;
  const { changes } = text;
  const [id, version] = [params.framework ?? '', Number(params.version)];
  const [chosen, setChosen] = useState<number | null>(null);
  const list = useLoad('frameworks', async () => (await answerOf(frameworks.frameworks.$get())).frameworks);
  const at = chosen ?? nearest(list.data ?? [], id, version);
  const other = list.data?.[at];
  const own = list.data?.find((one) => one.id === id && one.version === version);
  const nameOf = (one: FrameworkVersion) =>
    `${say(one.title, lang) || one.id} · ${one.id} · ${text.version(one.version)}`;
  return (
    <Screen
      title={changes.title(own ? nameOf(own) : id)}
      over={
        own
          ? { title: nameOf(own), href: frameworkScreen(id, version) }
          : { title: text.title, href: FRAMEWORKS }
      }
    >
      <Loaded load={list}>
        {(all) => (
          <>
            <div class="fields wide-fields">
              <ChoiceField
                label={changes.with}
                name="other"
                value={String(at)}
                choices={Object.fromEntries(
                  all.flatMap((one, place) => (one === own ? [] : [[String(place), nameOf(one)]])),
                )}
                onChoose={(place) => setChosen(Number(place))}
              />
            </div>
            {other ? (
              <Changes key={at} id={id} version={version} other={other} />
            ) : (
              <p class="empty">{changes.choose}</p>
            )}
          </>
        )}
      </Loaded>
    </Screen>
  );
}

interface ChangesProps {
  readonly id: string;
  readonly version: number;
  readonly other: FrameworkVersion;
}

function Changes({ id, version, other }: ChangesProps) {
  const load = useLoad(`${id} ${version} ${other.id} ${other.version}`, () =>
    answerOf(
      frameworks.frameworks[':framework'][':version'].changes.$get({
        param: { framework: id, version: String(version) },
        query: { framework: other.id, version: String(other.version) },
      }),
    ),
  );
  return <Loaded load={load}>{({ diff }) => <ChangeTable diff={diff} />}</Loaded>;
}

type KindName = CriterionPair['changes'][number] | 'added' | 'dropped';

const kindsOf = ({ before, after, changes }: CriterionPair): readonly KindName[] =>
  before === null ? ['added'] : after === null ? ['dropped'] : changes;

/** Rows of both versions in one order; those that stayed can be left out. */
export function ChangeTable({ diff }: Pick<FrameworkChanges, 'diff'>) {
  const { words } = useLanguage();
  const { changes: text } = words.staff.frameworks;
  const [only, setOnly] = useState(true);
  const rows = diff.pairs.filter((pair) => !only || kindsOf(pair).length > 0);
  const count = (test: (pair: CriterionPair) => boolean) => diff.pairs.filter(test).length;
  const added = count(({ before }) => before === null);
  const dropped = count(({ after }) => after === null);
  const changed = count(({ changes }) => changes.length > 0);
  if (added + dropped + changed + diff.settings.length === 0) return <p class="empty">{text.none}</p>;
  return (
    <>
      <p class="lead">{text.lead(changed, added, dropped)}</p>
      {diff.settings.length > 0 && (
        <p>
          {text.settings}: {diff.settings.map((name) => text.settingNames[name]).join(', ')}.
        </p>
      )}
      <Check label={text.onlyChanges} checked={only} onChange={setOnly} />
      <table class="changes">
        <thead>
          <tr>
            <th scope="col">{text.before}</th>
            <th scope="col">{text.after}</th>
            <th scope="col">{text.what}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((pair) => (
            <ChangeRow key={`${pair.before?.code} ${pair.after?.code}`} pair={pair} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function ChangeRow({ pair }: { readonly pair: CriterionPair }) {
  const { words } = useLanguage();
  const { changes: text } = words.staff.frameworks;
  const kinds = kindsOf(pair);
  return (
    <tr>
      <td>{pair.before && <Side criterion={pair.before} changes={pair.changes} />}</td>
      <td>{pair.after && <Side criterion={pair.after} changes={pair.changes} />}</td>
      <td>
        {kinds.length === 0 ? (
          <span class="muted small">{text.same}</span>
        ) : (
          kinds.map((kind) => (
            <span class={`tag change-${kind}`} key={kind}>
              {text.kinds[kind]}
            </span>
          ))
        )}
      </td>
    </tr>
  );
}

interface SideProps {
  readonly criterion: Criterion;
  readonly changes: CriterionPair['changes'];
}

/** A row of one version, with the words of that version for what has changed: a target of 50 on one side, 60 on the other. */
function Side({ criterion, changes }: SideProps) {
  const { lang, words } = useLanguage();
  const { code, name, max } = criterion;
  return (
    <>
      <span class="code">{code}</span> {say(name, lang)}
      {max !== null && <span class="under small muted">{isDecimal(max) ? formatExact(max, lang) : max}</span>}
      {changes.map((kind) => {
        const detail = detailOf(kind, criterion, lang, words);
        return (
          detail && (
            <span class="under small" key={kind}>
              {detail}
            </span>
          )
        );
      })}
    </>
  );
}

/** Null where the row itself shows it. */
function detailOf(
  kind: CriterionPair['changes'][number],
  { kind: own, max, rule, feed, evidence, agency }: Criterion,
  lang: Lang,
  words: Words,
): string | null {
  const { frameworks: text } = words.staff;
  switch (kind) {
    case 're-ruled':
      return rule ? ruleSentence(rule, max, lang, words) : text.rule.none;
    case 're-fed':
      return feed ? feedText(feed, lang, words) : text.changes.noFeed;
    case 'other-kind':
      return text.criterion.kinds[own];
    case 'other-evidence':
      return evidence ? say(evidence, lang) : text.changes.nothing;
    case 'other-agency':
      return agency ? say(agency, lang) : text.changes.nothing;
    default:
      return null;
  }
}

function feedText({ form, questions, items, groups }: SurveyFeed, lang: Lang, { staff }: Words): string {
  const { feed: text } = staff.frameworks;
  const named = (groups ?? []).map(({ code, weight }) =>
    weight === undefined ? code : `${code} × ${formatExact(weight, lang)}`,
  );
  return [
    `${form}: ${questions.join(', ')}`,
    ...(questions.length > 1 ? [text.itemKinds[items]] : []),
    named.length === 0 ? text.allGroups : named.join(', '),
  ].join('; ');
}
