/** Everything of a campaign in one file: each part is what its own file would be, and the list of them is true. */
import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { fromBuffer } from 'yauzl';
import { times } from '../help/answering.ts';
import { onBothDatabases } from '../help/databases.ts';
import { bytesOf, madeFile } from '../help/export-files.ts';
import { type Member, member } from '../help/member.ts';
import { openOldSurvey } from '../help/old-survey.ts';
import { CAMPAIGN, openedWorld } from '../help/opened-world.ts';
import { SYSTEM, type World } from '../help/world.ts';

/** By path, as another program unpacks them. */
async function unpacked(bytes: Buffer): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  await new Promise<void>((resolve, reject) =>
    fromBuffer(bytes, { lazyEntries: true, strictFileNames: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('end', resolve).on('error', reject);
      zip.on('entry', (entry: { fileName: string }) =>
        zip.openReadStream(entry as never, async (trouble, stream) => {
          if (trouble) return reject(trouble);
          const parts: Buffer[] = [];
          for await (const part of stream) parts.push(part as Buffer);
          found.set(entry.fileName, Buffer.concat(parts));
          zip.readEntry();
        }),
      );
      zip.readEntry();
    }),
  );
  return found;
}

const answered = (world: World) =>
  openOldSurvey(world, {}, { '2026-05-05': times(12, { answers: { item: 5, done: 1, remark: 'kín' } }) });

async function archiveFor(world: World, actor: Member['actor'], answers = false) {
  const asked = { kind: 'everything', format: 'zip', of: CAMPAIGN, choices: { answers } } as const;
  const file = await madeFile(world.exports, world.db, actor, asked);
  return { file, parts: await unpacked(await bytesOf(world.exports, file)) };
}

onBothDatabases('everything of a campaign', (database) => {
  /** Decision 10: the name carries the day in Vietnam, where it was the 16th already. */
  test('carries the day of its name on every entry, and says in its name that answers are in it', async () => {
    const world = await openedWorld(database);
    await answered(world);
    world.setTime('2026-06-15T18:30:00.000Z');
    const made = async (answers: boolean) => {
      const asked = { kind: 'everything', format: 'zip', of: CAMPAIGN, choices: { answers } } as const;
      return madeFile(world.exports, world.db, SYSTEM, asked);
    };
    const file = await made(true);
    expect(file.fileName).toMatch(/^toan-bo_kem-tra-loi_.*_2026-06-16\.zip$/);
    expect((await made(false)).fileName).not.toContain('tra-loi');
    const days = await new Promise<string[]>((resolve, reject) =>
      bytesOf(world.exports, file).then((bytes) =>
        fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
          if (error) return reject(error);
          const found: string[] = [];
          zip.on('end', () => resolve(found));
          zip.on('entry', (entry: { lastModFileDate: number; lastModFileTime: number }) => {
            const { lastModFileDate: date, lastModFileTime: time } = entry;
            found.push(
              `${1980 + (date >> 9)}-${(date >> 5) & 15}-${date & 31} ${time >> 11}:${(time >> 5) & 63}`,
            );
            zip.readEntry();
          });
          zip.readEntry();
        }),
      ),
    );
    expect(new Set(days)).toEqual(new Set(['2026-6-16 1:30']));
  });

  test('its list of files names each with rows, bytes and hash, and nothing else is in it', async () => {
    const world = await openedWorld(database);
    await answered(world);
    const { file, parts } = await archiveFor(world, SYSTEM, true);
    const list = parse(parts.get('manifest.csv') ?? '', { columns: true }) as Record<string, string>[];
    expect(list.map((one) => one.file).sort()).toEqual(
      [...parts.keys()].filter((path) => !/^(manifest|README)/.test(path)).sort(),
    );
    for (const { file: path = '', rows, bytes, sha256 } of list) {
      const part = parts.get(path) ?? Buffer.alloc(0);
      expect([path, String(part.length), createHash('sha256').update(part).digest('hex')]).toEqual([
        path,
        bytes,
        sha256,
      ]);
      if (path.endsWith('.csv'))
        expect([path, (parse(part, { bom: true }) as unknown[]).length - 1]).toEqual([path, Number(rows)]);
    }
    expect(list.reduce((sum, { rows }) => sum + Number(rows), 0)).toBe(file.rows);
    expect([...parts.keys()].filter((path) => path.includes('da-qua'))).toEqual([
      'surveys/da-qua/codebook.html',
      'surveys/da-qua/codebook.csv',
      'surveys/da-qua/questionnaire.pdf',
      'surveys/da-qua/tallies.csv',
      'surveys/da-qua/answers.csv',
    ]);
    expect([...parts.values()].some((part) => part.includes('kín'))).toBe(false);
  });

  test('each part is what its own file would be', async () => {
    const world = await openedWorld(database);
    const survey = await answered(world);
    const { parts } = await archiveFor(world, SYSTEM, true);
    for (const kind of ['answers', 'tallies'] as const) {
      const file = await madeFile(world.exports, world.db, SYSTEM, { kind, format: 'csv', of: survey });
      expect(parts.get(`surveys/${survey}/${kind}.csv`)).toEqual(await bytesOf(world.exports, file));
    }
  });

  test('holds what its maker may have, and says what is missing and why', async () => {
    const world = await openedWorld(database);
    await answered(world);
    const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    const { parts } = await archiveFor(world, publisher.actor);
    expect([...parts.keys()].filter((path) => /tallies|answers/.test(path))).toEqual([]);
    const note = parts.get('README.txt')?.toString() ?? '';
    expect(note).toContain('Không có câu trả lời từng phiếu của da-qua');
    expect(note).toContain('No answers of da-qua');
    const analyst = await member(world, [{ role: 'analyst', unit: 'TT' }]);
    await expect(archiveFor(world, analyst.actor, true)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('with answers leaves a line for each survey whose answers left', async () => {
    const world = await openedWorld(database);
    await answered(world);
    const both = await member(world, [
      { role: 'analyst', unit: 'TT' },
      { role: 'answer-analyst', unit: 'TT' },
    ]);
    const { file, parts } = await archiveFor(world, both.actor, true);
    const hash = createHash('sha256')
      .update(parts.get('surveys/da-qua/answers.csv') ?? '')
      .digest('hex');
    const trail = await world.db
      .selectFrom('audit')
      .select(['actor', 'subject', 'details'])
      .where('action', '=', 'export-answers')
      .execute();
    expect(trail).toEqual([
      {
        ...{ actor: both.id, subject: 'survey da-qua' },
        details: JSON.stringify({ file: file.fileName, rows: 12, hash }),
      },
    ]);
    expect(parts.get('README.txt')?.toString()).toContain(
      'Không có câu trả lời của hai-long: khảo sát còn nhận phiếu.',
    );
  });
});
