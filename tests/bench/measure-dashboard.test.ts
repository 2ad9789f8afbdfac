/** The bench of the dashboards in small: what is loaded is what intake would have counted. Speed is never asserted. */
import { expect, test } from 'vitest';
import { recountTallies } from '../../server/actions/recount-tallies.ts';
import { surveyLedger } from '../../server/survey-ledger.ts';
import { onBothDatabases } from '../help/databases.ts';
import { makeWorld, SYSTEM } from '../help/world.ts';
import { PROVINCE } from './bench-province.ts';
import { DASHBOARD_SURVEY, loadDashboard } from './dashboard-load.ts';
import { dashboardTable, measureDashboard } from './measure-dashboard.ts';

onBothDatabases('the bench of dashboards', (database) => {
  test('loads answers, counters and day book that agree', async () => {
    const world = await makeWorld(database);
    await loadDashboard(world.environment, 700, true);
    const input = { survey: DASHBOARD_SURVEY, repair: false };
    const { responses, differences, release } = await recountTallies.run(world.environment, SYSTEM, input);
    expect([responses, differences, release.exact, release.responses]).toEqual([700, [], true, 700]);
    const { units } = await surveyLedger(world.db, { id: DASHBOARD_SURVEY, province: PROVINCE });
    const kinds = units.flatMap(({ faults }) => faults.map(({ what }) => what));
    // No slips were printed and no sheets allotted for them.
    expect(kinds.filter((what) => what === 'open' || what === 'token')).toEqual([]);
  });

  test('measures pages', async () => {
    const times = await measureDashboard(database, [100, 300], { isOver: false, rounds: 1 });
    expect(times.map(({ page, responses }) => `${page}: ${responses}`)).toEqual([
      'province, running: 100',
      'province, running: 300',
      'survey, running: 100',
      'survey, running: 300',
      'survey, one unit, running: 100',
      'survey, one unit, running: 300',
    ]);
    const table = dashboardTable(times).split('\n');
    expect(table.filter((line) => /^\w+ +.+ +[\d.]+ +[\d.]+ +\d+\.\d\d$/.test(line))).toHaveLength(3);
  });
});
