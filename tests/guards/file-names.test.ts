/** Files are named for what they hold, and none switches a check off. */
import { describe, expect, it } from 'vitest';
import { filesBelow, ROOMS, readSources } from './read-sources.ts';

const EMPTY_NAMES = /(^|\/)(index|utils?|helpers?|services?|types)\.[a-z.]+$/;
/** Words that switch a check off. */
const SWITCHED_OFF = /@ts-(ignore|nocheck|expect-error)|biome-ignore|eslint-disable/;

describe('sources', () => {
  it('are named for what they hold, and switch no check off', () => {
    expect(filesBelow([...ROOMS, 'tests']).filter((path) => EMPTY_NAMES.test(path))).toEqual([]);
    expect([...readSources()].filter(([, text]) => SWITCHED_OFF.test(text)).map(([path]) => path)).toEqual(
      [],
    );
  });

  it.each(['server/index.ts', 'client/utils.tsx', 'db/queries/helpers.ts', 'types.d.ts'])(
    'may not be called %s',
    (path) => expect(EMPTY_NAMES.test(path)).toBe(true),
  );

  it.each(['// @ts-ignore', '/* biome-ignore lint: no */'])('may not hold %s', (text) => {
    expect(SWITCHED_OFF.test(text)).toBe(true);
  });
});
