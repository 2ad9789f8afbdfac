/** The other unit goes the same way by the requests that the screens send: so there is a rank to publish. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { counted, notAssessed, points } from '../../help/rounds-framework.ts';
import { callApi } from '../../help/staff-visit.ts';
import { OTHER } from '../../help/year-campaign.ts';
import { CAMPAIGN, type People } from './year.ts';

const PATH = `/campaigns/${CAMPAIGN}/assessments/${OTHER}`;

async function done(page: Page, method: string, path: string, body: object): Promise<void> {
  const { status, body: said } = await callApi(page, method, `${PATH}${path}`, body);
  expect([path, status, status === 200 ? '' : said]).toEqual([path, 200, '']);
}

const save = (page: Page, stage: string, criterion: string, entry: object) =>
  done(page, 'PUT', `/${stage}/${criterion}`, { entry, seen: 0 });

/** 0.9 + 0.5 + 1 of what it claims: 1.1 does not apply to it, which lowers its scale from 7 to 5. */
export async function neighbourScores({ neighbour: { page } }: People): Promise<void> {
  await save(page, 'self', '1.1', notAssessed('Đơn vị không có sáng kiến thuộc diện xét'));
  await save(page, 'self', '1.2', counted({ numerator: '60', denominator: '100' }));
  await save(page, 'self', '2.1', points('0.5'));
  await save(page, 'self', '2.2', counted({ numerator: '100', denominator: '100' }));
  await done(page, 'POST', '/submission', { stage: 'self' });
}

/** All is believed, and deputies give 1: 3.4 of 5, with nothing to explain. */
export async function neighbourIsAppraised({ first, second }: People): Promise<void> {
  await done(first.page, 'POST', '/acceptance', { criteria: ['1.1', '1.2'] });
  await save(second.page, 'round-1', '2.1', points('0.5', { source: 'Báo cáo số 7/BC' }));
  await save(second.page, 'round-1', '2.3', points('1', { source: 'Báo cáo khảo sát đại biểu' }));
  await done(second.page, 'POST', '/acceptance', { criteria: ['2.2'] });
  await done(second.page, 'POST', '/round', {});
}
