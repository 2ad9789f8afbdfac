/** All that the screens of a campaign's settings show, from the database. */
import type { Db } from '../db/dialect.ts';
import { finalUnits, listMarks, type Mark } from '../db/queries/applicability.ts';
import { unitsInUse } from '../db/queries/campaign-settings.ts';
import { type Campaign, readContents } from '../db/queries/campaigns.ts';
import { findFramework } from '../db/queries/frameworks.ts';
import { findPublication, listPublished } from '../db/queries/publications.ts';
import { listUnits } from '../db/queries/units.ts';
import type { Policies } from './core/campaign.ts';
import type { Framework } from './core/framework.ts';
import { standardScales } from './core/standard-scale.ts';
import { lastingOf } from './core/unit-validity.ts';

/** @throws Error when the campaign names a framework that is not stored */
export async function campaignSettings(db: Db, campaign: Campaign) {
  const framework = await findFramework(db, campaign.framework, campaign.frameworkVersion);
  if (!framework) throw new Error(`campaign ${campaign.id} names a framework that is not stored`);
  const { units, adjustments, subordinates = [] } = await readContents(db, campaign.id);
  const known = new Map((await listUnits(db, campaign.province)).map((unit) => [unit.code, unit]));
  const marks = await listMarks(db, campaign.id);
  const used = await unitsInUse(db, campaign.id);
  const final = await finalUnits(db, campaign.id);
  const published = await findPublication(db, campaign.id);
  const scaleOf = scales(framework, campaign.policies, marks);
  const ranked = new Set(units.map(({ code }) => code));
  const { id, year, title, source, policies, sample } = campaign;
  return {
    campaign: { id, year, title, source, policies, sample, province: campaign.province },
    published: published && { revision: published.revision, at: published.publishedAt },
    framework: frameworkOutline(framework),
    units: units.map(({ code, name, group, scale }) => ({
      ...{ code, name, group, scale },
      standardScale: scale ?? scaleOf(code),
      inUse: used.has(code),
      final: final.has(code),
      ...lastingOf(known.get(code), year),
    })),
    candidates: [...known.values()]
      .filter(({ code }) => !ranked.has(code))
      .map((unit) => ({
        ...{ code: unit.code, name: unit.name, kind: unit.kind, parent: unit.parent },
        ...lastingOf(unit, year),
      })),
    adjustments,
    subordinates,
    marks,
    countable: (await listPublished(db))
      .filter(({ campaign: other, inputs }) => other !== id && inputs.province === campaign.province)
      .map(({ campaign: other, inputs }) => ({ id: other, title: inputs.title, year: inputs.year })),
  };
}

/** What the settings need of the tree; rules and feeds are on the framework's own screen. */
function frameworkOutline({ id, version, title, max, bonusCap, deductionCap, bands, criteria }: Framework) {
  return {
    ...{ id, version, title, max, bands },
    bonusCap: bonusCap ?? null,
    deductionCap: deductionCap ?? null,
    criteria: criteria.map(({ code, parent, name, kind, max: most, feed }) => ({
      ...{ code, parent, name, kind },
      max: most,
      fed: feed !== undefined,
    })),
  };
}

/** The standard scale of a unit as its marks make it. */
export function scales(
  framework: Framework,
  { notApplicable }: Policies,
  marks: readonly Pick<Mark, 'unit' | 'criterion'>[],
): (unit: string) => string | null {
  const scaleOf = standardScales(framework, notApplicable);
  const absent = new Map<string, string[]>();
  for (const { unit, criterion } of marks) absent.set(unit, [...(absent.get(unit) ?? []), criterion]);
  return (unit) => scaleOf(absent.get(unit) ?? []);
}
