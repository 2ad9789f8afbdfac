/** Files of sheets keyed elsewhere, from the upload to the tally: checked whole, stored once, handed back where wrong. */
import readExcelFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { beginSheetImport } from '../../server/actions/import-sheets.ts';
import { SheetImports } from '../../server/sheet-import/sheet-imports.ts';
import { serialOf } from '../../survey-forms/serial.ts';
import { onBothDatabases } from '../help/databases.ts';
import {
  bring,
  faultsOf,
  file,
  headings,
  keyings,
  manager,
  problemOf,
  run,
  SERIAL,
  serials,
  sheetRow,
  sheetStates,
  shortly,
  tallied,
  textOf,
  type View,
  worldWith,
} from '../help/imported-sheets.ts';
import { visit, whatAnswersLeft } from '../help/opened-world.ts';
import { textRows, upload, workbookParts, zipOf } from '../help/sheet-files.ts';
import { putReturnedBatch } from '../help/sheets.ts';

onBothDatabases('a file of sheets', (database) => {
  test('verified elsewhere is accepted, counted and on record, and its free text lies apart', async () => {
    const { world, who } = await worldWith(database, { serials: serials(1, 3) });
    const [one = '', two = '', three = ''] = serials(1, 3);
    const brought = await bring(
      world,
      who,
      file([sheetRow(one, '5', 'Rất tốt'), sheetRow(two, '4'), sheetRow(three, '')]),
    );
    expect(brought).toMatchObject({ state: 'checked', rows: 3, faulty: 0, stored: 0, repeated: false });
    expect(await sheetStates(world)).toEqual(new Map(serials(1, 3).map((serial) => [serial, 'returned'])));
    expect(await run(who, brought.id)).toMatchObject({ state: 'done', done: 3, stored: 3, refused: 0 });
    expect(await sheetStates(world)).toEqual(
      new Map([
        [one, 'accepted'],
        [two, 'accepted'],
        [three, 'rejected blank'],
      ]),
    );
    expect(await tallied(world)).toBe(2);
    const kept = await keyings(world);
    expect(
      kept.map(({ serial, pass, clerk, source, comments }) => ({ serial, pass, clerk, source, comments })),
    ).toEqual(
      serials(1, 3).map((serial) => ({ serial, pass: 1, clerk: who.id, source: brought.id, comments: null })),
    );
    const comments = await world.db.selectFrom('comments').select(['question', 'text', 'month']).execute();
    expect(comments).toEqual([{ question: 'comment', text: 'Rất tốt', month: '2026-06' }]);
    const [row] = await world.db.selectFrom('sheet_imports').selectAll().execute();
    expect(row?.content.length).toBe(0);
    const days = await world.db.selectFrom('responses').select('day').execute();
    expect(days.map(({ day }) => day)).toEqual(['2026-06-10', '2026-06-10']);
  });

  test('brought twice changes nothing and says so; the same rows in another file change nothing either', async () => {
    const { world, who } = await worldWith(database, { serials: serials(1, 4) });
    const rows = serials(1, 2).map((serial) => sheetRow(serial));
    const first = await bring(world, who, file(rows));
    const again = await bring(world, who, file(rows));
    expect(again).toMatchObject({ repeated: false, state: 'checked' });
    expect((await who.request('GET', `/api/v1/sheet-imports/${first.id}`)).status).toBe(404);
    await run(who, again.id);
    const left = await whatAnswersLeft(world.db);
    expect(await bring(world, who, file(rows))).toMatchObject({
      id: again.id,
      repeated: true,
      state: 'done',
    });
    const other = await bring(world, who, `\ufeff${file([...rows].reverse()).normalize('NFD')}`);
    expect(other).toMatchObject({ repeated: false, faulty: 0, unchanged: 2 });
    expect(await run(who, other.id)).toMatchObject({ stored: 0, unchanged: 2, refused: 0 });
    expect(await whatAnswersLeft(world.db)).toEqual(left);
    // With a row that is new the file is another, and only that row is.
    const more = await bring(world, who, file([...rows, sheetRow(serialOf(3))]));
    expect(await run(who, more.id)).toMatchObject({ stored: 1, unchanged: 2 });
    // Another content for a sheet that is accepted is a fault, not a change.
    const changed = await bring(world, who, file([sheetRow(serialOf(1), '4')]));
    expect(shortly(await faultsOf(who, changed.id))).toEqual([`2 ${SERIAL} sheet-already-keyed`]);
  });

  test('with a fault is not taken whole; its good rows are, and the others come back to be corrected', async () => {
    const { world, who } = await worldWith(database, { serials: serials(1, 3) });
    const [one = '', two = '', three = ''] = serials(1, 3);
    const rows = [sheetRow(one, '5', 'a'), sheetRow(two, '9', '=b, "c"'), sheetRow(three, 'x', 'd')];
    const brought = await bring(world, who, file(rows), { name: 'lô 1.csv' });
    expect(brought).toMatchObject({ rows: 3, faulty: 2 });
    const refused = await who.request('PUT', `/api/v1/sheet-imports/${brought.id}/run`, { mode: 'all' });
    expect(await problemOf(refused)).toBe('409 import-has-faults');
    expect(await tallied(world)).toBe(0);
    const handed = await textOf(who, `/sheet-imports/${brought.id}/faulty-rows?lang=vi`);
    expect(handed).toContain('q01: Không phải mã của câu này. Các mã: 1 2 3 4 5.');
    expect(await run(who, brought.id, 'good')).toMatchObject({ stored: 1, faulty: 2, done: 3 });
    // Once done, free text is gone from it; before, it was whole.
    expect(await textOf(who, `/sheet-imports/${brought.id}/faulty-rows`)).not.toContain('"c"');
    const corrected = handed.replaceAll(/,[9x](?=,)/g, ',4');
    const second = await bring(world, who, corrected);
    expect(second).toMatchObject({ rows: 2, faulty: 0 });
    await run(who, second.id);
    expect(await tallied(world)).toBe(3);
    const comments = await world.db.selectFrom('comments').select('text').orderBy('text').execute();
    expect(comments.map(({ text }) => text)).toEqual(['=b, "c"', 'a', 'd']);
  });

  test('as XLSX is checked and handed back as XLSX', async () => {
    const { world, who } = await worldWith(database, { serials: serials(1, 2) });
    const rows = [headings, sheetRow(serialOf(1)), sheetRow(serialOf(2), '7')];
    const body = zipOf(workbookParts([{ xml: textRows(rows.map((row) => [...row])) }]));
    const response = await upload(world, who, 'hai-long', { body, kind: 'xlsx' });
    const brought = (await response.json()) as View;
    expect(brought).toMatchObject({ rows: 2, faulty: 1 });
    expect(await run(who, brought.id, 'good')).toMatchObject({ stored: 1 });
    const handed = await who.request('GET', `/api/v1/sheet-imports/${brought.id}/faulty-rows`);
    expect(handed.headers.get('Content-Disposition')).toContain('dong-sai-tep.xlsx');
    const [sheet] = await readExcelFile(Buffer.from(await handed.arrayBuffer()));
    expect(sheet?.data[0]?.at(-1)).toBe('#fault');
    expect(sheet?.data[1]?.slice(0, 2)).toEqual([serialOf(2), '7']);
  });

  test('that meets a closed batch, a rejected or keyed sheet after its check hands those rows back', async () => {
    const { world, who } = await worldWith(database, { serials: serials(1, 3) });
    await putReturnedBatch(world, { survey: 'hai-long', number: 2, unit: 'TT-BI', serials: serials(10, 2) });
    const all = [...serials(1, 3), ...serials(10, 2)];
    const brought = await bring(world, who, file(all.map((serial) => sheetRow(serial, '4', 'lời góp ý'))));
    expect(brought.faulty).toBe(0);
    await world.db.updateTable('sheet_batches').set({ state: 'closed' }).where('number', '=', 2).execute();
    await world.db
      .updateTable('sheets')
      .set({ state: 'rejected', reason: 'spoiled' })
      .where('serial', '=', serialOf(2))
      .execute();
    const other = await bring(world, who, file([sheetRow(serialOf(3), '1')]));
    await run(who, other.id);
    expect(await run(who, brought.id)).toMatchObject({ stored: 1, refused: 4, done: 5 });
    expect(shortly(await faultsOf(who, brought.id))).toEqual([
      `3 ${SERIAL} is-rejected`,
      `4 ${SERIAL} sheet-already-keyed`,
      `5 ${SERIAL} batch-closed`,
      `6 ${SERIAL} batch-closed`,
    ]);
    expect(await textOf(who, `/sheet-imports/${brought.id}/faulty-rows`)).toContain(`\n${serialOf(10)},4,`);
    expect(await tallied(world)).toBe(2);
    const [row] = await world.db
      .selectFrom('sheet_imports')
      .selectAll()
      .where('id', '=', brought.id)
      .execute();
    expect(row?.content.length).toBe(0);
    expect(await textOf(who, `/sheet-imports/${brought.id}/faulty-rows`)).not.toContain('lời góp ý');
  });

  test('with a blank sheet makes room for one that was over the quota', async () => {
    const { world, who } = await worldWith(database, { serials: serials(1, 3), quota: 2 });
    await world.db
      .updateTable('sheets')
      .set({ state: 'rejected', reason: 'over-quota' })
      .where('serial', '=', serialOf(3))
      .execute();
    const brought = await bring(world, who, file([sheetRow(serialOf(1), ''), sheetRow(serialOf(2), '?')]));
    await run(who, brought.id);
    expect([...(await sheetStates(world)).values()]).toEqual([
      'rejected blank',
      'rejected blank',
      'returned',
    ]);
  });

  test('keyed for one pass is compared with the other as if keyed at the screen', async () => {
    const { world, who } = await worldWith(database, { serials: serials(1, 3) });
    const rows = serials(1, 3).map((serial) => sheetRow(serial, '4', 'chữ'));
    const first = await bring(world, who, file(rows), { pass: 1 });
    expect(await run(who, first.id)).toMatchObject({ stored: 3 });
    expect(new Set((await sheetStates(world)).values())).toEqual(new Set(['returned']));
    const own = await bring(world, who, file(rows), { pass: 2 });
    expect((await faultsOf(who, own.id)).kinds).toMatchObject([{ code: 'same-clerk', count: 3 }]);
    const colleague = await manager(world);
    const other = rows.map((row, i) => (i === 1 ? [...row.slice(0, 5), '1', ...row.slice(6)] : row));
    const second = await bring(world, colleague, file(other), { pass: 2 });
    expect(await run(colleague, second.id)).toMatchObject({ stored: 3 });
    expect([...(await sheetStates(world)).values()]).toEqual(['accepted', 'returned', 'accepted']);
    const conflicts = await world.db
      .selectFrom('conflicts')
      .select(['serial', 'question', 'first_value', 'second_value'])
      .execute();
    expect(conflicts).toEqual([
      { serial: serialOf(2), question: 'q05', first_value: '4', second_value: '1' },
    ]);
    expect(await tallied(world)).toBe(2);
    const comments = await world.db.selectFrom('comments').select('text').execute();
    expect(comments).toHaveLength(2);
    // What waits for its settlement keeps its free text until then; nothing accepted has any.
    expect((await keyings(world)).map(({ serial, comments: text }) => [serial, text !== null])).toEqual([
      [serialOf(1), false],
      [serialOf(1), false],
      [serialOf(2), true],
      [serialOf(2), false],
      [serialOf(3), false],
      [serialOf(3), false],
    ]);
    // Once keyed, nothing verified elsewhere goes over it.
    const third = await bring(world, colleague, file([sheetRow(serialOf(2), '4')]));
    expect(shortly(await faultsOf(colleague, third.id))).toEqual([`2 ${SERIAL} sheet-already-keyed`]);
  });

  test('interrupted goes on where it stood, whoever goes on, and stores nothing twice', {
    timeout: 120_000,
  }, async () => {
    const all = serials(1, 2500);
    const { world, who } = await worldWith(database, { serials: all });
    const brought = await bring(world, who, file([...all].reverse().map((serial) => sheetRow(serial))));
    await beginSheetImport.run(world.environment, who.actor, { id: brought.id, mode: 'all' });
    const progress = async () =>
      (await (await who.request('GET', `/api/v1/sheet-imports/${brought.id}`)).json()) as View;
    const wrong: unknown[] = [];
    // Stopped in order during the first chunk: that one is finished, and no other begun.
    const stopping = () => {
      void first.stop();
      return world.environment.now();
    };
    const first: SheetImports = new SheetImports({ ...world.environment, now: stopping }, (error) =>
      wrong.push(error),
    );
    await first.run(brought.id, who.actor);
    expect(await progress()).toMatchObject({ state: 'running', done: 1000, stored: 1000 });
    expect(await tallied(world)).toBe(1000);
    // Broken off in the middle of the second chunk: nothing of that one is there.
    let drawn = 0;
    const failing = (count: number) => {
      drawn += 1;
      if (drawn > 500) throw new Error('the power is gone');
      return world.environment.randomBytes(count);
    };
    await new SheetImports({ ...world.environment, randomBytes: failing }, (error) => wrong.push(error)).run(
      brought.id,
      who.actor,
    );
    expect(wrong.map(String)).toEqual(['Error: the power is gone']);
    expect(await progress()).toMatchObject({ state: 'running', done: 1000, stored: 1000 });
    expect(await tallied(world)).toBe(1000);
    // The timer leaves it alone while it may be alive, and goes on with it once it is silent.
    const timer = new SheetImports(world.environment, (error) => wrong.push(error));
    await timer.resume();
    expect((await progress()).done).toBe(1000);
    world.setTime('2026-06-15T05:02:00.000Z');
    await timer.resume();
    expect(await progress()).toMatchObject({
      state: 'done',
      done: 2500,
      stored: 2500,
      unchanged: 0,
      refused: 0,
    });
    expect(await tallied(world)).toBe(2500);
    expect(await keyings(world)).toHaveLength(2500);
    expect(wrong).toHaveLength(1);
  });

  test('run by several at once, and beside another with the same sheets, stores every sheet once', {
    timeout: 120_000,
  }, async () => {
    const all = serials(1, 1500);
    const { world, who } = await worldWith(database, { serials: all.slice(0, 700) });
    await putReturnedBatch(world, { survey: 'hai-long', number: 2, unit: 'TT-BI', serials: all.slice(700) });
    const colleague = await manager(world);
    const one = await bring(world, who, file(all.map((serial) => sheetRow(serial))));
    const two = await bring(
      world,
      colleague,
      file([...all].reverse().map((serial) => sheetRow(serial, '3'))),
    );
    for (const { id } of [one, two])
      await beginSheetImport.run(world.environment, who.actor, { id, mode: 'all' });
    const wrong: unknown[] = [];
    const runners = Array.from(
      { length: 4 },
      () => new SheetImports(world.environment, (error) => wrong.push(error)),
    );
    await Promise.all(runners.flatMap((runner) => [one, two].map(({ id }) => runner.run(id, who.actor))));
    const ends = await Promise.all(
      [one, two].map(
        async ({ id }) => (await (await who.request('GET', `/api/v1/sheet-imports/${id}`)).json()) as View,
      ),
    );
    expect(wrong).toEqual([]);
    expect(ends.map(({ state, done }) => [state, done])).toEqual([
      ['done', 1500],
      ['done', 1500],
    ]);
    expect(ends.map(({ stored, refused }) => stored + refused)).toEqual([1500, 1500]);
    expect(ends.reduce((sum, { stored }) => sum + stored, 0)).toBe(1500);
    // Every chunk was gone through by one of them: the others stopped before they wrote a line.
    const trail = await world.db
      .selectFrom('audit')
      .select('details')
      .where('action', '=', 'import-sheets')
      .execute();
    const chunks = trail
      .map(({ details }) => JSON.parse(details))
      .filter(({ stored }) => stored !== undefined);
    expect(chunks.map(({ rows }) => rows).sort()).toEqual([1000, 1000, 500, 500]);
    expect(await tallied(world)).toBe(1500);
    expect(await keyings(world)).toHaveLength(1500);
  });

  test('lets citizens’ answers through while it runs', { timeout: 120_000 }, async () => {
    const all = serials(1, 3000);
    const { world, who } = await worldWith(database, { serials: all });
    const brought = await bring(world, who, file(all.map((serial) => sheetRow(serial))));
    let over = false;
    const running = run(who, brought.id).then(() => {
      over = true;
    });
    let answered = 0;
    while (!over) {
      expect((await world.send(visit())).status).toBe(201);
      if (!over) answered += 1;
    }
    await running;
    expect(answered).toBeGreaterThan(2);
  });

  test('that nobody begins is taken away after a week, and may be discarded before', async () => {
    const { world, who } = await worldWith(database, { serials: serials(1, 2) });
    const one = await bring(world, who, file([sheetRow(serialOf(1), '5', 'chữ')]));
    expect((await who.request('DELETE', `/api/v1/sheet-imports/${one.id}`)).status).toBe(200);
    const two = await bring(world, who, file([sheetRow(serialOf(1), '5', 'chữ')]));
    const timer = new SheetImports(world.environment, () => undefined);
    await timer.resume();
    expect((await who.request('GET', `/api/v1/sheet-imports/${two.id}`)).status).toBe(200);
    world.setDay('2026-06-23');
    await timer.resume();
    expect(await world.db.selectFrom('sheet_imports').selectAll().execute()).toEqual([]);
    world.setDay('2026-06-15');
    const three = await bring(world, who, file([sheetRow(serialOf(1))]));
    await run(who, three.id);
    expect(await problemOf(await who.request('DELETE', `/api/v1/sheet-imports/${three.id}`))).toBe(
      '409 import-begun',
    );
  });
});
