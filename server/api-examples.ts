/**
 * The examples of the reference. They speak of the sample, and `tests/api/reference-examples.test.ts` sends each of them to
 * a server that has it: what stands here is what comes back. `VOLATILE` stands for what differs from one to the next.
 */
import type { Text } from '../survey-forms/form.ts';
import bodies from './api-example-bodies.json' with { type: 'json' };

export interface ApiExample {
  readonly id: keyof typeof bodies | 'not-modified';
  /** As the API document names it, without the prefix of the version. */
  readonly route: string;
  readonly title: Text;
  readonly path: string;
  /** Sent with a key that holds every scope, for the whole province. */
  readonly key: boolean;
  readonly status: number;
  /** Sent again with the ETag of the answer before. */
  readonly ifNoneMatch?: boolean;
  /** The part of the page it stands in; absent: it stands with its operation. */
  readonly part?: 'key' | 'paging' | 'errors' | 'etag' | 'years';
  /** Only a part of the answer is shown: fields and rows are missing, none is changed. */
  readonly excerpt?: boolean;
  /** Absent: the answer has none. */
  readonly body?: unknown;
}

/** What differs from one installation to the next, as the examples write it. */
export const VOLATILE = { instant: '2026-01-15T02:00:00.000Z', hash: '8a41c2f0…' };

/** The invented province of the sample. */
export const EXAMPLE_UNIT = 'XX';

type Declared = Omit<ApiExample, 'body'>;

const open = { key: false, status: 200 } as const;
const keyed = { key: true, status: 200 } as const;

const DECLARED: readonly Declared[] = [
  {
    ...{ id: 'session', route: 'GET /session', part: 'key', excerpt: true, ...keyed },
    title: { vi: 'hỏi khóa được làm gì', en: 'ask what a key may do' },
    path: '/api/v1/session',
  },
  {
    ...{ id: 'units-first', route: 'GET /results/{campaign}/units', part: 'paging', ...open, excerpt: true },
    title: { vi: 'trang đầu, hai đơn vị', en: 'the first page of two units' },
    path: '/api/v1/results/tinh-mau-2025/units?limit=2',
  },
  {
    ...{ id: 'units-next', route: 'GET /results/{campaign}/units', part: 'paging', ...open, excerpt: true },
    title: { vi: 'trang tiếp theo', en: 'the page after it' },
    path: '/api/v1/results/tinh-mau-2025/units?limit=2&cursor=WyJ1bml0cyB0aW5oLW1hdS0yMDI1IiwxLCJYWC0wMiJd',
  },
  {
    ...{ id: 'wrong-cursor', route: 'GET /results', part: 'paging', key: false, status: 422 },
    title: { vi: 'một con trỏ mà danh sách này không cấp', en: 'a cursor that this list never gave' },
    path: '/api/v1/results?cursor=abc',
  },
  {
    ...{ id: 'outside-scope', route: 'GET /accounts', part: 'errors', key: true, status: 403 },
    title: { vi: 'điều không khóa nào được xem', en: 'what no key reaches' },
    path: '/api/v1/accounts',
  },
  {
    ...{
      id: 'unknown-filter',
      route: 'GET /surveys/{survey}/results',
      part: 'errors',
      key: true,
      status: 422,
    },
    title: { vi: 'một giá trị lọc không tồn tại', en: 'a filter value that does not exist' },
    path: '/api/v1/surveys/tinh-mau-2025-hai-long/results?channel=fax',
  },
  {
    ...{
      id: 'not-modified',
      route: 'GET /results',
      part: 'etag',
      key: false,
      status: 304,
      ifNoneMatch: true,
    },
    title: { vi: 'không có gì mới từ khi cấp ETag', en: 'nothing new since the ETag was given' },
    path: '/api/v1/results',
  },
  {
    ...{ id: 'year', route: 'GET /du-lieu/nam/{year}', part: 'years', ...open, excerpt: true },
    title: {
      vi: 'các bản công bố của năm 2025 và tệp của chúng',
      en: 'publications of 2025 with their files',
    },
    path: '/du-lieu/nam/2025',
  },
  {
    ...{ id: 'results', route: 'GET /results', ...open },
    title: { vi: 'đợt đánh giá công bố mới nhất', en: 'the latest published campaign' },
    path: '/api/v1/results?limit=1',
  },
  {
    ...{ id: 'ranking', route: 'GET /results/{campaign}', ...open, excerpt: true },
    title: { vi: 'một bảng xếp hạng', en: 'a ranking' },
    path: '/api/v1/results/tinh-mau-2025',
  },
  {
    ...{ id: 'surveys', route: 'GET /surveys', ...keyed, excerpt: true },
    title: { vi: 'các khảo sát của tỉnh', en: 'surveys of the province' },
    path: '/api/v1/surveys',
  },
  {
    ...{ id: 'arrivals-by-day', route: 'GET /surveys/{survey}/arrivals-by-day', ...keyed },
    title: { vi: 'hai ngày của một đơn vị', en: 'two days of a unit' },
    path: '/api/v1/surveys/tinh-mau-2025-hai-long/arrivals-by-day?from=2025-11-03&to=2025-11-04&unit=XX-01',
  },
  {
    ...{ id: 'survey-results', route: 'GET /surveys/{survey}/results', ...keyed, excerpt: true },
    title: {
      vi: 'một đơn vị, mọi phiếu, kể cả phiếu vãng lai',
      en: 'one unit, all answers, walk-ins among them',
    },
    path: '/api/v1/surveys/tinh-mau-2025-hai-long/results?unit=XX-01&basis=all',
  },
  {
    ...{ id: 'unit', route: 'GET /campaigns/{campaign}/units/{unit}/dashboard', ...keyed, excerpt: true },
    title: { vi: 'một đơn vị trong kết quả đã công bố', en: 'a unit in a published result' },
    path: '/api/v1/campaigns/tinh-mau-2025/units/XX-02/dashboard',
  },
  {
    ...{ id: 'comparison', route: 'GET /comparisons', ...keyed, excerpt: true },
    title: { vi: 'hai năm của một đơn vị', en: 'two years of a unit' },
    path: '/api/v1/comparisons?kind=years&left=tinh-mau-2024&right=tinh-mau-2025&unit=XX-02',
  },
];

/** The first of a route that stands with it is also the example of the API document. */
export const API_EXAMPLES: readonly ApiExample[] = DECLARED.map((one) =>
  one.id === 'not-modified' ? one : { ...one, body: bodies[one.id] },
);
