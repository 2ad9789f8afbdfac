/** What readers see instead of the codes of surveys and groups. */
import { expect, test } from 'vitest';
import { groupName, surveyName } from '../../server/form-names.ts';
import { form } from './made-up.ts';

const vi = ({ vi: text }: { vi: string }) => text;

test('groups as their form calls them, surveys by its title, told apart by code where two share it', () => {
  expect(groupName([form], 'citizen').vi).toBe('Người dân');
  expect(groupName([form], 'gone').vi).toBe('gone');
  const one = { survey: 'rv-b-hl', form: 'mini' };
  expect(surveyName([form], [one], 'rv-b-hl', vi)).toBe('Phiếu nhỏ');
  expect(surveyName([form], [one, { survey: 'rv-c-hl', form: 'mini' }], 'rv-b-hl', vi)).toBe(
    'Phiếu nhỏ (rv-b-hl)',
  );
  expect(surveyName([], [one], 'rv-b-hl', vi)).toBe('rv-b-hl');
});
