import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { compareText } from '../decimal-text.ts';
import { formatShort } from '../format.ts';
import { unitAddress } from '../public/addresses.ts';
import { ThinBar } from '../public/figures.tsx';
import type { UnitPage } from './api.ts';
import { useLanguage } from './language.tsx';
import { Segments } from './parts/segments.tsx';
import { byLoss, itemAnchor, nodeAnchor } from './unit-page-view.ts';

type Order = 'byLoss' | 'byFramework';

const ORDERS: readonly Order[] = ['byLoss', 'byFramework'];

/** Decimals of a score on paper: leaves have up to four, sums of perception leaves five. */
const DECIMALS = 5;

type Node = UnitPage['tree'][number];

/** Every score with the points that were lost, the biggest gaps first or in the order of the framework. */
export function UnitTree({ page }: { readonly page: UnitPage }) {
  const { lang, words } = useLanguage();
  const { tree: text, next } = words.staff.unitDashboard;
  const [order, setOrder] = useState<Order>('byLoss');
  const nodes = order === 'byLoss' ? byLoss(page.tree) : page.tree;
  return (
    <section class="block" id="tieu-chi">
      <h2>{text.title}</h2>
      <p class="small muted">
        {text.hint} <a href={unitAddress(lang, page.campaign.id, page.unit.code)}>{text.public}</a>
      </p>
      <Segments<Order>
        name="tree-order"
        legend={text.order}
        choices={ORDERS}
        label={(one) => text[one]}
        chosen={order}
        choose={setOrder}
      />
      <table class="tree">
        <thead>
          <tr>
            <th scope="col">{next.criterion}</th>
            <th scope="col" class="n">
              {text.points}
            </th>
            <th scope="col" class="share wide">
              {text.share}
            </th>
            <th scope="col" class="n wide">
              {text.lost}
            </th>
          </tr>
        </thead>
        <tbody>
          {nodes.map((node) => (
            <NodeRow key={node.code} node={node} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function NodeRow({ node }: { readonly node: Node }) {
  const { lang, words } = useLanguage();
  const { tree: text } = words.staff.unitDashboard;
  const { code, depth, kind, name, share, responses, feed } = node;
  const lost =
    node.lost !== null && compareText(node.lost, '0') > 0 ? formatShort(node.lost, DECIMALS, lang) : '';
  const [question] = feed?.questions ?? [];
  return (
    <tr class={`depth-${Math.min(depth, 4)} ${kind}`} id={nodeAnchor(code)}>
      <th scope="row">
        <span class="code">{code}</span> {say(name, lang)}
        {responses !== null && (
          <span class="under small muted">
            {text.responses(responses)}
            {feed && question !== undefined && (
              <>
                {' · '}
                <a href={`#${itemAnchor(feed.form, question)}`}>{text.toItems}</a>
              </>
            )}
          </span>
        )}
      </th>
      <td class="n">
        <NodePoints node={node} />
        {lost && (
          <span class="narrow lost small">
            {text.lost} {lost}
          </span>
        )}
      </td>
      <td class="share wide">{share !== null && <ThinBar percent={share} />}</td>
      <td class="n lost wide">{lost}</td>
    </tr>
  );
}

/** Blank, zero and not assessed are three things on the screen too (decision 9). */
function NodePoints({ node: { state, points, max } }: { readonly node: Node }) {
  const { lang, words } = useLanguage();
  const { common } = words;
  if (state === 'not-assessed') return <span class="state striped">{common.notAssessed}</span>;
  if (state === 'incomplete') return <span class="state">{common.incomplete}</span>;
  if (points === null) return <span class="state">{common.noValue}</span>;
  return (
    <>
      <b>{formatShort(points, DECIMALS, lang)}</b>
      {max !== null && <span class="muted">/{formatShort(max, DECIMALS, lang)}</span>}
    </>
  );
}
