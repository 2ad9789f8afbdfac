/** The workbook of a plan: it comes back as it went out, another program reads the same, and what is changed is told by its place. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { agencyFinder, type BroughtTask, type PlanDefinition, settledTask } from '../../server/core/plan.ts';
import { planSheet } from '../../server/plan-sheet.ts';
import { readPlanSheet } from '../../server/read-plan-sheet.ts';
import { type Cell, readWorkbook, type Sheet } from '../../server/read-workbook.ts';
import { sampleFiles } from '../../server/sample/sample-files.ts';
import { canonicalJson } from '../../survey-forms/canonical-json.ts';

const { units } = sampleFiles.units[0] as {
  units: { code: string; name: { vi: string }; aliases: string[] }[];
};
const find = agencyFinder(units);
const settled = (tasks: readonly BroughtTask[]) => tasks.map((task) => settledTask(task, find));
const [file] = sampleFiles.plans;
if (!file) throw new Error('the plan of 2018 is not among the sample');
const plan: PlanDefinition = { ...file.plan, tasks: settled(file.plan.tasks) };

const ANNEX = join(import.meta.dirname, '../../server/sample/dien-bien-2018-plan.xlsx');

async function readBack(bytes: Buffer) {
  const read = readPlanSheet(await readWorkbook(bytes));
  if (!read.ok) throw new Error(read.faults.map(({ path, code }) => `${path} ${code}`).join('\n'));
  return read.plan;
}

/** The parts of the archive as text, by name. */
async function partsOf(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  const parts = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    parts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
  }
  return parts;
}

describe('the plan of 2018', () => {
  it('typed off as its printed annex, is the plan of the sample', async () => {
    const read = await readBack(readFileSync(ANNEX));
    expect(read.head).toEqual({});
    expect(canonicalJson(settled(read.tasks))).toBe(canonicalJson(plan.tasks));
    expect(read.placeOf(0, 'criterion')).toBe('Phụ lục!B4');
  });

  it('goes out and comes back byte for byte', async () => {
    const read = await readBack(await planSheet(plan));
    const { fromCampaign: _, ...head } = plan;
    const definition = { ...read.head, tasks: settled(read.tasks) };
    expect(canonicalJson(definition)).toBe(canonicalJson({ ...head, fromCampaign: null }));
    // And once more, so that nothing wears off.
    const again = await readBack(await planSheet({ ...plan, ...read.head, tasks: settled(read.tasks) }));
    expect(canonicalJson({ ...again.head, tasks: settled(again.tasks) })).toBe(canonicalJson(definition));
  });

  it('comes back with what a person set against the words', async () => {
    const odd = settledTask(
      {
        ...{ criterion: '1.10', name: '=1+1', target: '- Đạt 1/1 điểm\nvà "hơn"', targetPoints: null },
        ...{ deadline: '01/12/2018', deadlineOn: null, lead: 'Sở Nội vụ', leadUnit: 'DB-STP' },
        ...{ product: '<b>&amp;</b>', coordinatingUnits: ['DB-SNV', 'DB-STC'] },
      },
      find,
    );
    const third = settledTask({ criterion: '2', name: 'x', targetPoints: '0.333333333333333333' }, find);
    const read = await readBack(await planSheet({ ...plan, tasks: [odd, third] }));
    expect(settled(read.tasks)).toEqual([odd, third]);
  });

  it('says the same to another reader', async () => {
    const parts = await partsOf(await planSheet(plan));
    const decoded = (xml: string) =>
      xml
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&apos;', "'")
        .replaceAll('&amp;', '&');
    const shared = [...(parts.get('xl/sharedStrings.xml') ?? '').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(
      ([, text]) => decoded(text ?? ''),
    );
    const rows = [...(parts.get('xl/worksheets/sheet1.xml') ?? '').matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(
      ([, cells]) =>
        Object.fromEntries(
          [...(cells ?? '').matchAll(/<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(
            ([, column, attributes, content]) => {
              const value = /<v>([^<]*)<\/v>/.exec(content ?? '')?.[1] ?? '';
              return [column, attributes?.includes('t="s"') ? (shared[Number(value)] ?? '') : decoded(value)];
            },
          ),
        ),
    );
    const tasks = rows.filter((row) => /^\d+$/.test(row.A ?? ''));
    expect(tasks).toHaveLength(63);
    for (const [at, row] of tasks.entries()) {
      const task = plan.tasks[at];
      expect(['B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'].map((column) => row[column] ?? '')).toEqual([
        ...[task?.criterion, task?.name, task?.target, task?.product, task?.requirement],
        ...[task?.deadline, task?.lead, task?.coordinating],
      ]);
      expect(row.J ?? '').toBe(task?.targetPoints ?? '');
    }
  });
});

const HEADINGS = [
  ...['Mã', 'Tiêu chí, tiêu chí thành phần', 'Mục tiêu', 'Sản phẩm', 'Yêu cầu'],
  ...['Thời gian hoàn thành', 'Cơ quan chủ trì', 'Cơ quan phối hợp'],
];
const ROW: readonly Cell[] = ['1.1', 'Một', 'Đạt 1/1 điểm', 'a', 'b', 'Quý IV năm 2018', 'Sở Nội vụ', null];
const book = (rows: readonly (readonly Cell[])[], name = 'Nhiệm vụ'): Sheet[] => [{ name, rows }];
const faultsOf = (sheets: readonly Sheet[]) => {
  const read = readPlanSheet(sheets);
  return read.ok ? [] : read.faults.map(({ path, code, message }) => `${path} ${code}: ${message}`);
};

describe('what is changed in a workbook', () => {
  it('is told by its place: a column missing, renamed, twice, or added', () => {
    const renamed = HEADINGS.map((one) => (one === 'Sản phẩm' ? 'Kết quả' : one));
    expect(faultsOf(book([['Phụ lục'], renamed, ROW]))).toEqual([
      expect.stringMatching(/^Nhiệm vụ!D2 unknown-column: "Kết quả"/),
      expect.stringMatching(/^Nhiệm vụ!2 missing-column: .*"Sản phẩm"/),
    ]);
    expect(faultsOf(book([[...HEADINGS, 'Mã'], ROW]))).toEqual([
      expect.stringMatching(/^Nhiệm vụ!I1 column-twice/),
    ]);
    expect(faultsOf(book([[...HEADINGS, 'Tiến độ'], ROW]))).toEqual([
      expect.stringMatching(/^Nhiệm vụ!I1 unknown-column: "Tiến độ"/),
    ]);
  });

  it('is told where there are several sheets and none is the plan’s', () => {
    const sheets = [...book([HEADINGS, ROW], 'A'), ...book([], 'B')];
    expect(faultsOf(sheets)[0]).toMatch(/^Nhiệm vụ missing-sheet/);
    expect(faultsOf(book([HEADINGS, ROW], 'Trang 1'))).toEqual([]);
  });

  it('may be the order of columns', () => {
    const read = readPlanSheet(book([HEADINGS.toReversed(), ROW.toReversed()]));
    expect(read.ok && read.plan.tasks[0]).toMatchObject({ criterion: '1.1', deadline: 'Quý IV năm 2018' });
  });

  it('is told at its cell: a code that is a number, a day that is none, points that are words', () => {
    const more = [...HEADINGS, 'Điểm mục tiêu', 'Hạn (ngày)'];
    const bad = [{ number: '1.1' }, ...ROW.slice(1), 'nhiều', 'cuối năm'];
    expect(faultsOf(book([more, [...ROW, '0,5', '30/12/2018'], bad]))).toEqual([
      expect.stringMatching(/^Nhiệm vụ!A3 code-is-a-number/),
      expect.stringMatching(/^Nhiệm vụ!I3 not-decimal/),
      expect.stringMatching(/^Nhiệm vụ!J3 not-a-day/),
    ]);
  });

  it('a date cell is that date', () => {
    const dated = ROW.map((cell, at) => (at === 5 ? { odd: 'date' as const, day: '2018-12-01' } : cell));
    const read = readPlanSheet(book([HEADINGS, dated]));
    expect(read.ok && settled(read.plan.tasks)[0]).toMatchObject({
      ...{ deadline: '01/12/2018', deadlineOn: '2018-12-01' },
    });
  });

  it('is told on the second sheet too', () => {
    const head: Sheet = {
      name: 'Kế hoạch',
      rows: [
        ['Mục', 'Giá trị'],
        ['Năm', 'hai nghìn'],
        ['Ghi chú', 'x'],
      ],
    };
    expect(faultsOf([...book([HEADINGS, ROW]), head])).toEqual([
      expect.stringMatching(/^Kế hoạch!B2 not-a-year/),
      expect.stringMatching(/^Kế hoạch!A3 unknown-setting: "Ghi chú"/),
    ]);
  });
});
