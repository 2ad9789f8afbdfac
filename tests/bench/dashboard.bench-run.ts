/**
 * `npm run bench`: prints what the pages of a province and of a survey cost with 5,000 responses and with 5 million; goal: at most 1.5 times.
 * `DASHBOARD_RESPONSES=200000` for a quick look.
 */
import { test } from 'vitest';
import { onBothDatabases } from '../help/databases.ts';
import { dashboardTable, measureDashboard } from './measure-dashboard.ts';

const ROUNDS = 50;
const [FEW, MANY] = [5000, Number(process.env.DASHBOARD_RESPONSES ?? 5_000_000)];

onBothDatabases('dashboard', (database) => {
  test.each([true, false])('survey page (over: %s)', async (isOver) => {
    const times = await measureDashboard(database, [FEW, MANY], { isOver, rounds: ROUNDS });
    process.stdout.write(`\n${dashboardTable(times)}\n`);
  });
});
