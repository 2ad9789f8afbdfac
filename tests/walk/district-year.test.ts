/**
 * A year of districts by hand, from the campaign to the council through the same requests that the screens send: bonus and deduction with a cap, classes
 * held down by the communes below, ranked by class first (domain §4: 81.23 Tốt stands above 82.52 Khá).
 *
 * Classes from 90, 80, 70, 50, 0. A district stays at Khá unless 60 % of its communes are Tốt or better.
 *   An    83.52 − 1 (deduction)            = 82.52; communes 85, 79.99, 90 → 2 of 3 (66.7 %): stays Tốt
 *   Bình  79.23 + 3, of which the cap leaves 2 = 81.23; communes 80, 81, 79.99 and one without class → 2 of 4 (50 %):
 *                                            held at Khá
 *   Cát   69.96                              Trung bình: 69.96 is not rounded up; no communes, nothing to hold down
 *   Đông  2 of its 100 points do not apply: 78.4 of 98 = 80 → Tốt; communes by a document, 6 of 10, exactly 60 %: stays
 * Class first: An (Tốt, 82.52), Đông (Tốt, 80), Bình (Khá, 81.23), Cát (Trung bình, 69.96).
 */
import { expect, test } from 'vitest';
import { importCampaign, importFramework, importUnits } from '../../server/actions/import-definition.ts';
import { publishResult } from '../../server/actions/publish-result.ts';
import type { Framework } from '../../server/core/framework.ts';
import { assessor, DEADLINES } from '../help/assessments.ts';
import { onBothDatabases } from '../help/databases.ts';
import { type Member, member } from '../help/member.ts';
import { points } from '../help/rounds-framework.ts';
import { makeWorld, SYSTEM, type World } from '../help/world.ts';
import { campaign } from './hand-computed.ts';

const bands = [
  ['Xuất sắc', '90'],
  ['Tốt', '80'],
  ['Khá', '70'],
  ['Trung bình', '50'],
  ['Yếu', '0'],
].map(([vi = '', from = '']) => ({ name: { vi }, from }));

const tree: Framework = {
  id: 'cap-huyen',
  version: 1,
  title: { vi: 'Bộ tiêu chí cấp huyện' },
  max: '100',
  bandsOn: 'index',
  bands,
  bonusCap: '2',
  deductionCap: '2',
  criteria: [
    { code: '1', parent: null, name: { vi: 'Toàn bộ công việc' }, kind: 'appraisal', max: '98' },
    { code: '2', parent: null, name: { vi: 'Việc không phải nơi nào cũng có' }, kind: 'appraisal', max: '2' },
  ],
};

const DISTRICTS = ['AN', 'BI', 'CA', 'DO'];
const communesOf: Readonly<Record<string, readonly (string | null)[]>> = {
  AN: ['85', '79.99', '90'],
  BI: ['80', '81', '79.99', null],
};
const COMMUNES = Object.entries(communesOf).flatMap(([district, points]) =>
  points.map((own, at) => ({ code: `HH-${district}-${at + 1}`, parent: `HH-${district}`, points: own })),
);

const unit = (code: string, parent: string | null, kind: string) => ({
  ...{ code, parent, kind, aliases: [] },
  name: { vi: code },
});

const province = {
  kind: 'units',
  province: { code: 'HH', name: { vi: 'Tỉnh Hai' } },
  units: [
    unit('HH', null, 'province'),
    ...DISTRICTS.map((code) => unit(`HH-${code}`, 'HH', 'district')),
    ...COMMUNES.map(({ code, parent }) => unit(code, parent, 'commune')),
  ],
};

/** A score of the communes' file. */
const scored = (code: string, criterion: string, points: string) => ({
  ...{ unit: code, criterion, points },
  state: 'scored' as const,
});

const head = (id: string) => ({
  ...campaign.campaign,
  ...{ id, province: 'HH', frameworkId: tree.id, title: { vi: `Chỉ số ${id}` } },
});

/** The communes' own campaign, published: its classes are what the districts are held to. */
async function publishCommunes({ environment }: World): Promise<void> {
  const definition = {
    ...campaign,
    campaign: head('cap-xa'),
    units: COMMUNES.map(({ code }) => ({ unit: code })),
    scores: COMMUNES.flatMap(({ code, points }) =>
      points === null ? [] : [scored(code, '1', points), scored(code, '2', '0')],
    ),
    adjustments: [],
  };
  await importCampaign.run(environment, SYSTEM, { definition });
  await publishResult.run(environment, SYSTEM, { campaign: 'cap-xa' });
}

const because = { reason: 'Theo hồ sơ', document: 'BC 1/BC-SNV' };

/** The districts' campaign as a publisher sets it up. */
async function setUpDistricts(lan: Member): Promise<void> {
  const send = async (method: string, path: string, body: unknown) => {
    const response = await lan.request(method, `/api/v1/campaigns${path}`, body);
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.json();
  };
  const { policies, ...common } = head('cap-huyen-2026');
  await send('POST', '', {
    ...common,
    policies: {
      ...policies,
      ranking: 'class-first',
      classCap: { reached: 'Tốt', least: '0.6', heldAt: 'Khá' },
    },
    units: DISTRICTS.map((code) => ({ unit: `HH-${code}`, group: null, scale: null })),
  });
  const at = '/cap-huyen-2026';
  const adjust = (code: string, kind: string, points: string) =>
    send('PUT', `${at}/adjustments/HH-${code}`, { adjustments: [{ kind, points, ...because }], seen: [] });
  await adjust('AN', 'deduction', '1');
  await adjust('BI', 'bonus', '3');
  const mark = { unit: 'HH-DO', criterion: '2', reason: 'Huyện không có việc này', seen: null };
  await send('PUT', `${at}/applicability`, { marks: [mark] });
  expect(await send('POST', `${at}/subordinates`, { from: 'cap-xa' })).toEqual({
    counts: [
      { unit: 'HH-AN', units: 3, reaching: 2, withoutClass: 0 },
      { unit: 'HH-BI', units: 4, reaching: 2, withoutClass: 1 },
    ],
  });
  const { subordinates } = (await send('GET', `${at}/settings`, undefined)) as { subordinates: object[] };
  const typed = { unit: 'HH-DO', units: 10, reaching: 6, document: 'QĐ 9/QĐ-UBND' };
  await send('PUT', `${at}/subordinates`, { subordinates: [...subordinates, typed], seen: subordinates });
}

const POINTS: Readonly<Record<string, readonly string[]>> = {
  AN: ['83.52', '0'],
  BI: ['79.23', '0'],
  CA: ['69.96', '0'],
  DO: ['78.4'],
};

/** Each district claims its points and hands in, an appraiser accepts them in both areas, and the council makes them final. */
async function scoreDistricts(
  world: World,
  lan: Member,
  claims: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const at = '/api/v1/campaigns/cap-huyen-2026';
  // With the answer beside the status, so that a failure says why.
  const done = ({ status, body }: { readonly status: number; readonly body: unknown }) =>
    expect({ status, body }).toEqual({ status: 200, body });
  const send = async (method: string, path: string, body: unknown) => {
    const response = await lan.request(method, `${at}${path}`, body);
    done({ status: response.status, body: await response.json() });
  };
  await send('PUT', '/deadlines', { deadlines: DEADLINES });
  const huy = await member(world, [{ role: 'appraiser', unit: 'HH' }]);
  await send('PUT', '/appraisers', { account: huy.id, areas: ['1', '2'] });
  for (const [code, values] of Object.entries(claims)) {
    const unit = `HH-${code}`;
    const officer = await member(world, [{ role: 'unit-officer', unit }]);
    const own = assessor(officer, 'cap-huyen-2026', unit);
    const appraiser = assessor(huy, 'cap-huyen-2026', unit);
    const criteria = values.map((_, i) => String(i + 1));
    for (const [i, value] of values.entries()) done(await own.save('self', String(i + 1), points(value)));
    done(await own.submit('self'));
    done(await appraiser.accept(criteria));
    done(await appraiser.finish());
  }
  const units = Object.keys(claims).map((code) => `HH-${code}`);
  await send('POST', '/council', { units, number: '5/QĐ-HĐTĐ', day: '2026-06-15' });
}

onBothDatabases('the year of the districts', (database) => {
  test('comes out as worked out by hand', async () => {
    const world = await makeWorld(database);
    const { environment } = world;
    await importUnits.run(environment, SYSTEM, { definition: province });
    await importFramework.run(environment, SYSTEM, { definition: { kind: 'framework', framework: tree } });
    await publishCommunes(world);
    const lan = await member(world, [{ role: 'publisher', unit: 'HH' }]);
    await setUpDistricts(lan);
    await scoreDistricts(world, lan, POINTS);
    await publishResult.run(environment, SYSTEM, { campaign: 'cap-huyen-2026' });
    const page = await world.app.request('/api/v1/results/cap-huyen-2026');
    const { units } = (await page.json()) as {
      units: { unit: string; index: string; class: { vi: string }; rank: number; scale: string }[];
    };
    expect(units.map((one) => [one.unit, one.index, one.class.vi, one.rank, one.scale])).toEqual([
      ['HH-AN', '82.52', 'Tốt', 1, '100'],
      ['HH-DO', '80', 'Tốt', 2, '98'],
      ['HH-BI', '81.23', 'Khá', 3, '100'],
      ['HH-CA', '69.96', 'Trung bình', 4, '100'],
    ]);
  });

  test('is told on the public pages: held at Khá, and why', async () => {
    const world = await makeWorld(database);
    const { environment } = world;
    await importUnits.run(environment, SYSTEM, { definition: province });
    await importFramework.run(environment, SYSTEM, { definition: { kind: 'framework', framework: tree } });
    await publishCommunes(world);
    const lan = await member(world, [{ role: 'publisher', unit: 'HH' }]);
    await setUpDistricts(lan);
    await scoreDistricts(world, lan, { BI: ['79.23', '0'] });
    await publishResult.run(environment, SYSTEM, { campaign: 'cap-huyen-2026' });
    const unitPage = await (await world.app.request('/ket-qua/cap-huyen-2026/don-vi/HH-BI')).text();
    expect(unitPage).toContain('Giữ ở hạng Khá: chỉ số đạt Tốt');
    expect(unitPage).toContain('2 trên 4 đơn vị cấp dưới đạt Tốt trở lên. Nguồn: Chỉ số cap-xa, phiên bản 1');
    const results = await (await world.app.request('/ket-qua/cap-huyen-2026')).text();
    expect(results).toContain('giữ ở hạng Khá');
  });
});
