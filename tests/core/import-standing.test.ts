import { expect, it } from 'vitest';
import {
  type Arriving,
  type EarlierKeying,
  type LedgerBatch,
  type LedgerSheet,
  standingOfRow,
} from '../../server/core/import-standing.ts';

const row: Arriving = { survey: 's', formVersion: 1, pass: 0, clerk: 'lan', contentHash: 'h' };
const sheet: LedgerSheet = { survey: 's', state: 'returned', reason: null, passes: 2 };
const batch: LedgerBatch = { state: 'returned', formVersion: 1 };
const keying: EarlierKeying = { pass: 1, clerk: 'mai', contentHash: 'h', source: null };

type Case = [
  string,
  Partial<Arriving>,
  Partial<LedgerSheet>,
  Partial<LedgerBatch>,
  readonly Partial<EarlierKeying>[],
  string,
];

it.each<Case>([
  ['waits', {}, {}, {}, [], 'free'],
  ['waits for its first pass', { pass: 1 }, {}, {}, [], 'free'],
  ['waits for its second pass, the first keyed by another', { pass: 2 }, {}, {}, [{}], 'free'],
  ['is keyed once and wants no second pass', { pass: 2 }, { passes: 1 }, {}, [], 'keyed-once'],
  ['would be read twice by one person', { pass: 2, clerk: 'mai' }, {}, {}, [{}], 'same-clerk'],
  ['is of another survey', {}, { survey: 't' }, {}, [], 'sheet-of-another-survey'],
  ['was printed from another version', {}, {}, { formVersion: 2 }, [], 'old-form-version'],
  ['lies in a closed batch', {}, {}, { state: 'closed' }, [], 'batch-closed'],
  ['lies in a batch that is out', {}, {}, { state: 'handed-out' }, [], 'batch-not-returned'],
  ['has not come back', {}, { state: 'issued' }, {}, [], 'is-issued'],
  ['is missing', {}, { state: 'missing' }, {}, [], 'is-missing'],
  ['was rejected', {}, { state: 'rejected', reason: 'spoiled' }, {}, [], 'is-rejected'],
  ['is void', {}, { state: 'void' }, {}, [], 'is-void'],
  [
    'is accepted with other content',
    {},
    { state: 'accepted' },
    {},
    [{ contentHash: 'x' }],
    'sheet-already-keyed',
  ],
  ['is accepted without a keying', {}, { state: 'accepted' }, {}, [], 'sheet-already-keyed'],
  ['is accepted with the same content', {}, { state: 'accepted' }, {}, [{}], 'unchanged'],
  [
    'is accepted, and its batch closed since',
    {},
    { state: 'accepted' },
    { state: 'closed' },
    [{}],
    'unchanged',
  ],
  [
    'was rejected as blank with the same content',
    {},
    { state: 'rejected', reason: 'blank' },
    {},
    [{}],
    'unchanged',
  ],
  ['was rejected for another reason', {}, { state: 'rejected', reason: 'spoiled' }, {}, [{}], 'is-rejected'],
  [
    'is half keyed: nothing verified elsewhere goes over that',
    {},
    {},
    {},
    [{ pass: 2 }],
    'sheet-already-keyed',
  ],
  ['is half keyed with the same content', {}, {}, {}, [{}], 'sheet-already-keyed'],
  ['was keyed alike by the same account', { pass: 1, clerk: 'mai' }, {}, {}, [{}], 'unchanged'],
  ['was brought alike by a colleague', { pass: 1 }, {}, {}, [{ source: 'i' }], 'unchanged'],
  ['was keyed alike by a colleague at the screen', { pass: 1 }, {}, {}, [{}], 'sheet-already-keyed'],
  ['was keyed otherwise', { pass: 1, clerk: 'mai' }, {}, {}, [{ contentHash: 'x' }], 'sheet-already-keyed'],
])('a row whose sheet %s', (_, arriving, its, of, earlier, said) => {
  const known = earlier.map((one) => ({ ...keying, ...one }));
  expect(standingOfRow({ ...row, ...arriving }, { ...sheet, ...its }, { ...batch, ...of }, known)).toBe(said);
});
