/** A receipt can be looked up until publication; it says that the answers arrived, and nothing of them. */
import { expect, test } from 'vitest';
import { publishResult } from '../../server/actions/publish-result.ts';
import { textOf } from '../client/markup.ts';
import { onBothDatabases } from '../help/databases.ts';
import { CAMPAIGN, openedWorld, visit } from '../help/opened-world.ts';
import { SYSTEM, type World } from '../help/world.ts';

async function received(world: World, receipt: unknown) {
  const response = await world.post('/api/v1/receipts', { receipt });
  expect(response.headers.get('Cache-Control')).toBe('no-store');
  return { status: response.status, body: await response.json() };
}

async function page(world: World, typed: string, path = '/bien-nhan') {
  const response = await world.app.request(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ receipt: typed }).toString(),
  });
  expect(response.headers.get('Cache-Control')).toBe('no-store');
  expect(response.headers.has('Set-Cookie')).toBe(false);
  return { status: response.status, text: textOf(await response.text()) };
}

onBothDatabases('a receipt', (database) => {
  test('is known however it is typed, and no other is', async () => {
    const world = await openedWorld(database);
    const { body } = await world.send(visit());
    const receipt = String(body.receipt);
    expect(receipt).toMatch(/^[2-9A-HJ-NP-Z]{10}$/);
    const spaced = ` ${receipt.slice(0, 5).toLowerCase()} - ${receipt.slice(5)}`;
    for (const typed of [receipt, spaced])
      expect(await received(world, typed)).toEqual({ status: 200, body: { received: true } });
    const other = receipt.replace(/.$/, (sign) => (sign === 'A' ? 'B' : 'A'));
    for (const typed of [other, 'x', '%', "' or 1=1 --"])
      expect(await received(world, typed)).toEqual({ status: 200, body: { received: false } });
    for (const typed of ['', 'A'.repeat(41), 5, null])
      expect((await received(world, typed)).status).toBe(400);
  });

  test('is known only for answers that were taken', async () => {
    const world = await openedWorld(database);
    const refused = visit({ answers: { q01: 99 } });
    expect((await world.send(refused)).status).toBe(422);
    const taken = await world.send({ ...visit(), clientId: refused.clientId });
    expect(taken.status).toBe(201);
    const again = await world.send(visit());
    expect(again.body.receipt).not.toBe(taken.body.receipt);
    for (const { body } of [taken, again])
      expect((await received(world, body.receipt)).body).toEqual({ received: true });
  });

  test('is looked up on a page that works without script, in both languages', async () => {
    const world = await openedWorld(database);
    const { body } = await world.send(visit());
    const receipt = String(body.receipt);
    const blank = await world.app.request('/bien-nhan');
    expect(blank.status).toBe(200);
    expect(await blank.text()).toContain('method="post" action="/bien-nhan"');
    const found = await page(world, receipt);
    expect(found).toMatchObject({
      status: 200,
      text: expect.stringContaining('Phiếu đã được nhận đúng hạn'),
    });
    expect((await page(world, receipt, '/en/bien-nhan')).text).toContain('Received on time');
    // Nothing of the answer, its survey or its unit.
    for (const secret of ['Sở An', 'hai-long', 'Hài lòng']) expect(found.text).not.toContain(secret);
    expect(await page(world, 'KHONGCOMA2')).toMatchObject({
      status: 404,
      text: expect.stringContaining('Không có biên nhận này'),
    });
    expect(await page(world, '  ')).toMatchObject({
      status: 422,
      text: expect.stringContaining('Hãy gõ mã biên nhận'),
    });
  });

  test('is forgotten when the result is published', async () => {
    const world = await openedWorld(database);
    const { body } = await world.send(visit());
    expect((await received(world, body.receipt)).body).toEqual({ received: true });
    world.setDay('2026-08-01');
    await publishResult.run(world.environment, SYSTEM, { campaign: CAMPAIGN });
    expect((await received(world, body.receipt)).body).toEqual({ received: false });
  });
});
