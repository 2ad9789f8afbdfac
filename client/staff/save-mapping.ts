/** Saving what units were made of: always the whole of it, on what was seen. */
import { answerOf, type MappingLine, type UnitMappings, unitMappings } from './api.ts';

export interface MappingProps {
  readonly found: UnitMappings;
  reload(): void;
}

/** @throws Trouble, `changed-meanwhile` where somebody else has saved */
export async function saveMapping(
  { province }: UnitMappings,
  rows: readonly MappingLine[],
  seen: readonly MappingLine[],
) {
  const json = { province: province ?? '', rows: [...rows], seen: [...seen] };
  return answerOf(unitMappings['unit-mappings'].$put({ json }));
}
