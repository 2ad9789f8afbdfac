import type { NotComparable } from '../../server/core/series.ts';
import type { YearsView } from '../../server/years-view.ts';
import { say } from '../../survey-forms/form.ts';
import { fill } from '../words/fill.ts';
import { wordsOf } from '../words/words-of.ts';
import { resultsAddress, yearsAddress } from './addresses.ts';
import { ChangedRulesNote } from './changed-rules.tsx';
import { Page, type PageContext } from './page.tsx';
import { campaignLine, type PublishedView } from './published-view.ts';
import { YearAreas } from './year-areas.tsx';
import { YearUnit } from './year-unit.tsx';
import { YearsLead } from './years-lead.tsx';
import { GoneList, MeansTable, MovesLists, UnitYearsTable } from './years-tables.tsx';

export interface YearsPageProps extends PageContext {
  /** The later one. */
  readonly view: PublishedView;
  /** Null: it is the first of its series. */
  readonly earlier: PublishedView | null;
  /** What both say; why they cannot be compared; null without an earlier one. */
  readonly compared: YearsView | NotComparable | null;
  /** Code of a unit of the later one; null: all of them. */
  readonly unit: string | null;
}

/** A published result beside that of an earlier year: every unit against itself, or one of them. */
export function YearsPage({ view, earlier, compared, unit, ...context }: YearsPageProps) {
  const { lang } = context;
  const { years: text } = wordsOf(lang).staff;
  const { inputs } = view.published;
  const before = earlier?.published.inputs;
  const found = compared !== null && typeof compared !== 'string' ? compared : null;
  const own = found?.units.find(({ code }) => code === unit);
  const pair = found ? text.pageTitle(found.earlier.year, found.later.year) : text.title;
  const title = own ? `${say(own.name, lang)}: ${pair}` : pair;
  return (
    <Page
      {...context}
      title={title}
      path={yearsAddress('vi', inputs.id, before?.id, own?.code)}
      current={null}
      campaign={inputs.id}
    >
      <p class="small">
        {own && before ? (
          <a href={yearsAddress(lang, inputs.id, before.id)}>← {text.toAll}</a>
        ) : (
          <a href={resultsAddress(lang, inputs.id)}>← {text.toResult}</a>
        )}
      </p>
      <p class="muted">{campaignLine(view, lang)}</p>
      <h1>{title}</h1>
      {compared === null && <p class="empty">{text.first}</p>}
      {typeof compared === 'string' && before && (
        <p class="note">
          {fill(wordsOf(lang).staff.compare.reasons[compared], {
            left: say(before.title, lang),
            right: say(inputs.title, lang),
          })}
        </p>
      )}
      {found && !own && <AllUnits years={found} lang={lang} />}
      {found && own && (
        <>
          <YearUnit unit={own} years={found} lang={lang} />
          <div class="block">
            <ChangedRulesNote {...found} newUnits={[]} goneUnits={[]} lang={lang} />
          </div>
        </>
      )}
      {found && <p class="colophon">{text.method}</p>}
    </Page>
  );
}

function AllUnits({ years, lang }: { readonly years: YearsView; readonly lang: PageContext['lang'] }) {
  const { earlier, later } = years;
  const common = { years, lang };
  const hrefOf = (unit: string) => yearsAddress(lang, later.campaign, earlier.campaign, unit);
  return (
    <>
      <YearsLead {...common} />
      <ChangedRulesNote {...years} newUnits={[]} goneUnits={[]} lang={lang} />
      <UnitYearsTable {...common} hrefOf={hrefOf} />
      <MovesLists {...common} hrefOf={hrefOf} />
      <MeansTable {...common} />
      {years.areas.some(({ left }) => left.share !== null) && <YearAreas {...common} />}
      <GoneList {...common} />
    </>
  );
}
