import { answerOf, type CompareChoices, type Compared, comparisons } from './api.ts';
import { CompareChoiceFields } from './compare-choice.tsx';
import { CompareResult } from './compare-result.tsx';
import { type Asked, type Choice, type ComparedQuery, FILTERS, kindOf, queryOf } from './compare-view.ts';
import { useLanguage } from './language.tsx';
import { Loaded, LoadingShape } from './parts/loaded.tsx';
import { NothingPublished } from './parts/nothing-published.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { useFilters } from './use-filters.ts';
import { useLoad } from './use-load.ts';
import './unit-page.css';

/** Two years, two units or two groups side by side; what is compared stands in the address. */
export function CompareScreen() {
  const { words } = useLanguage();
  const { compare: text } = words.staff;
  const load = useLoad<CompareChoices>('choices', () => answerOf(comparisons.comparisons.choices.$get()));
  return (
    <Screen title={text.title}>
      <Loaded load={load}>
        {({ campaigns }) =>
          campaigns.length === 0 ? <NothingPublished of="compare" /> : <Chosen choices={campaigns} />
        }
      </Loaded>
    </Screen>
  );
}

function Chosen({ choices }: { readonly choices: readonly Choice[] }) {
  const { words } = useLanguage();
  const { compare: text } = words.staff;
  const filters = useFilters(FILTERS);
  const asked: Asked = filters.values;
  const query = queryOf(asked, choices);
  return (
    <>
      <p class="compare-lead">{text.lead}</p>
      <CompareChoiceFields asked={asked} query={query} choices={choices} set={filters.set} />
      {query ? (
        <Asking query={query} choices={choices} />
      ) : (
        <p class="empty">
          {kindOf(asked) === null
            ? text.unknownKind(asked.kind)
            : choices.length === 1
              ? text.oneOnly
              : text.ready}
        </p>
      )}
    </>
  );
}

interface AskingProps {
  readonly query: ComparedQuery;
  readonly choices: readonly Choice[];
}

/** What cannot be compared says why, in the place of the figures: the choices above stay. */
function Asking({ query, choices }: AskingProps) {
  const { words } = useLanguage();
  const { compare: text } = words.staff;
  const load = useLoad<Compared>(JSON.stringify(query), () =>
    answerOf(comparisons.comparisons.$get({ query })),
  );
  const { data, trouble, at } = load;
  if (data) return <CompareResult compared={data} query={query} choices={choices} at={at} />;
  if (!trouble) return <LoadingShape />;
  const { kind } = query;
  const fields = {
    left: text.left[kind],
    right: text.right[kind],
    campaign: text.campaign,
    unit: text.unit,
    kind: text.kind,
  };
  return (
    <div class="block">
      <TroubleNotice trouble={trouble} fields={fields} focus={false} />
    </div>
  );
}
