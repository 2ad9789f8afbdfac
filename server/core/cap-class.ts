/**
 * The class of a unit held down by the units below it (domain §4): a district is held at Khá unless the share of its
 * communes rated Tốt or better reaches a threshold. The cap lowers the class, never the index.
 */
import type { CampaignInputs, ClassCap } from './campaign.ts';
import { parseDecimal, ratio } from './decimal.ts';
import type { Band } from './framework.ts';
import { Uncomputable } from './uncomputable.ts';

/**
 * The band that stands after the cap of the campaign's policies. Throws `Uncomputable` on a cap that names no class of
 * the framework, and on counts of subordinate units that cannot be.
 */
export function capClass(
  earned: Band | null,
  { policies: { classCap }, framework: { bands }, subordinates = [] }: CampaignInputs,
  unit: string,
): Band | null {
  const own = subordinates.find((one) => one.unit === unit);
  if (!classCap || !own || !earned) return earned;
  const { units, reaching } = own;
  if (!Number.isInteger(units) || units < 1 || reaching < 0 || reaching > units)
    throw new Uncomputable(`${reaching} of ${units} units below it cannot be`, { unit });
  if (ratio(reaching, units).gte(parseDecimal(classCap.least))) return earned;
  const held = heldAt(bands, classCap);
  return bands.indexOf(earned) < bands.indexOf(held) ? held : earned;
}

function heldAt(bands: readonly Band[], { heldAt: name }: ClassCap): Band {
  const held = bands.find((band) => band.name.vi === name);
  if (!held) throw new Uncomputable(`the class cap names "${name}", which is no class of the framework`);
  return held;
}
