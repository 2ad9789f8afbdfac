import { hc, parseResponse } from 'hono/client';
import type { SurveyRoutes } from '../../server/routes/surveys.ts';
import type { AccountRoutes } from '../../server/routes/accounts.ts';
import type { CampaignRoutes } from '../../server/routes/campaigns.ts';

const a = hc<SurveyRoutes>('/api/v1');
const b = hc<AccountRoutes>('/api/v1');
const c = hc<CampaignRoutes>('/api/v1');
export async function x() {
  const t = await parseResponse(a.surveys[':survey'].tally.$get({ param: { survey: 'x' }, query: {} }));
  const bb = await (await a.surveys[':survey'].tally.$get({ param: { survey: 'x' }, query: {} })).json();
  const me = await parseResponse(b.session.$get());
  const n: number = bb;
  const o: number = t;
  const p: number = me;
  const im: number = await parseResponse(c.imports.$post({ json: { kind: 'units', x: 2 } }));
  const im2: number = await parseResponse(b.session.$delete());
}
