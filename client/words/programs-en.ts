/** Words around the reference of the API, and of the page of a year, in English. */
import { formatCount } from '../format.ts';
import type { programsVi } from './programs-vi.ts';

const n = (count: number) => formatCount(count, 'en');

export const programsEn: typeof programsVi = {
  title: 'API for programs',
  lead: 'Published results are open to everybody. Anything else needs an API key of an account.',
  document: 'Description for programs (OpenAPI 3.1)',
  contents: 'Contents',
  keyTitle: 'API keys',
  key: 'Sign in to the staff pages, open “API keys”, make a key and copy it at once: it is shown once. Send it in the Authorization header of every request.',
  keyLimits:
    'A key holds within the scopes, the unit and the days chosen for it, only reads but for the scope send-dossiers, and never does more than its owner may at that moment. A request with both a key and a cookie is the key’s.',
  toKeys: 'Open “API keys”',
  scopesTitle: 'Scopes of a key',
  scope: 'Scope',
  reaches: 'Reaches',
  pagingTitle: 'Page by page',
  paging:
    'Long lists take limit and cursor. The next of an answer, also in its Link header, is the cursor of the next page; next is null on the last one. Rows added meanwhile neither repeat nor hide another. A cursor of another list is refused with the code cursor-unknown.',
  errorsTitle: 'Errors',
  errors:
    'Every error has one shape (RFC 9457): code for programs, title and detail for readers, errors for each place that is wrong. Its language follows the Accept-Language header.',
  numbersTitle: 'Numbers',
  numbers:
    'Scores and indices are exact decimals as text, unrounded. null means that there is none; a number withheld because too few people answered is null beside withheld: true, never 0.',
  etagTitle: 'Asking again without loading again',
  etag: 'Public answers carry an ETag. Send it back in If-None-Match: while nothing is new, the server answers 304 without a body. Pages of other sites may read public data (CORS).',
  rateTitle: 'Limits',
  rate: (requests) =>
    `A key may send ${n(requests)} requests a minute. Beyond that: 429 slow-down, and the Retry-After header says how many seconds to wait.`,
  yearsTitle: 'Open data by year',
  years: 'The address of a year stays, and lists every result published for it with its files.',
  operations: 'Operations',
  access: {
    open: 'Open to everybody',
    key: 'API key or session',
    session: 'Session only',
    kiosk: 'Counter device',
  },
  parameters: 'Parameters',
  required: 'required',
  fields: 'Fields of the answer',
  statuses: 'Status codes',
  example: 'Example',
  excerpt: 'An excerpt: the real answer has further fields and rows.',
  scopes: (scopes) => `Scope: ${scopes}`,
  anyKey: 'any key',

  yearTitle: (year) => `Results published for ${year}`,
  yearLead: 'The address of this page stays. Each result has the files of the revision that stands.',
  asData: 'This list as JSON',
  allOfYear: (year) => `All results of ${year}`,
};
