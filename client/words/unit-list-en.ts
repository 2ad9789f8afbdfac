/** Words of the list of units, in English. */
import { formatCount } from '../format.ts';
import type { unitListVi } from './unit-list-vi.ts';

const n = (count: number) => formatCount(count, 'en');

export const unitListEn: typeof unitListVi = {
  title: 'List of units',
  lead: 'Files of dossiers, frameworks and campaigns find units by the codes, names and other names of this list. An official who is rated is a unit too, below his agency.',
  whoChanges:
    'Your account can only read it. A publisher or an administrator (with the right for all units) adds to it and changes it.',
  none: 'There is no unit yet.',
  noneChange: 'Add the province first (kind “province”, nothing above it), or bring a file below.',
  province: 'Province',
  search: 'Find by code, name or other name',
  found: (shown, all) => `${n(shown)} of ${n(all)} units`,
  noneFound: 'There is no such unit.',
  more: (count) => `Show ${n(count)} more units`,
  columns: { unit: 'Unit', kind: 'Kind', parent: 'Unit above', aliases: 'Other names' },
  kinds: {
    country: 'country',
    province: 'province',
    department: 'department',
    district: 'district',
    commune: 'commune',
    'post-office': 'post office',
    official: 'official',
    other: 'other',
  },
  began: (day) => `since ${day}`,
  ended: (day) => `no longer from ${day}`,
  edit: 'Change',
  editOf: (name) => `Change ${name}`,
  add: 'Add a unit',
  dialog: {
    change: (name) => `Change ${name}`,
    code: 'Code',
    codeHint: 'It cannot be changed later.',
    name: 'Name in Vietnamese',
    nameEn: 'Name in English',
    kind: 'Kind',
    parent: 'Unit above',
    noParent: 'none',
    aliases: 'Other names',
    aliasesHint:
      'One a line, as the one-stop software and documents write it. A line taken out is a name taken out.',
    validFrom: 'Exists since',
    validTo: 'No longer from',
    stays: 'A unit that was added cannot be removed, only changed or ended.',
    send: 'Save',
    missing: 'Fill this in.',
    added: (name) => `${name} was added.`,
    changed: (name) => `${name} was changed.`,
    unchanged: 'Nothing has changed.',
  },
  file: {
    title: 'From a file',
    layout:
      'CSV, a row a unit; or the JSON of a list of units. Columns: Code, Name, Kind (province, department, district, commune, post office, official, other), Unit above (its code), Other names (separated by semicolons), Name in English, Valid from, Valid to; the first three must be there. Brought again, units with the same code are changed as the file says, and other names that are there are kept.',
    template: 'Download a CSV template',
    current: 'Download this list (CSV)',
    name: 'units.csv',
    templateName: 'units-template.csv',
    choose: 'Choose a CSV or JSON file',
    drop: 'or drop it here',
    wrongKind: 'Only .csv and .json files are taken.',
    headings: [
      'Code',
      'Name',
      'Kind',
      'Unit above',
      'Other names',
      'Name in English',
      'Valid from',
      'Valid to',
    ],
  },
  places: {
    'unit-kind-unknown':
      'There is no such kind. Write province, department, district, commune, post office, official or other.',
    'no-province': 'The file must have the row of the province: kind “province”, nothing above it.',
  },
};
