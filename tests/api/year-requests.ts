/** One request for every operation on years and mappings of units. */
import { askedYear, publishYears } from '../help/published-years.ts';
import type { World } from '../help/world.ts';

const kept = new WeakMap<World, Promise<void>>();

/** Two published years a world, each with no answers. */
export function twoYears(world: World): Promise<void> {
  const known = kept.get(world) ?? made(world);
  kept.set(world, known);
  return known;
}

async function made(world: World): Promise<void> {
  const before = world.environment.now();
  await publishYears(world, [await askedYear(world, 2024, {}), await askedYear(world, 2025, {})]);
  world.setTime(before.toISOString());
}

export const YEAR_REQUESTS = {
  'read-years': {
    route: 'GET /years',
    reach: 'unit',
    at: async (world: World) => {
      await twoYears(world);
      return { path: '/years?earlier=nam-2024&later=nam-2025' };
    },
    done: 200,
  },
  'save-unit-mapping': {
    route: 'PUT /unit-mappings',
    reach: 'unit',
    at: () => ({ path: '/unit-mappings', body: { province: 'TT', rows: [], seen: [] } }),
    done: 200,
  },
} as const;

export const FURTHER_YEAR_REQUESTS = [
  {
    operation: 'read-years',
    request: {
      route: 'GET /unit-mappings',
      reach: 'unit',
      at: () => ({ path: '/unit-mappings?province=TT' }),
      done: 200,
    },
  },
  {
    operation: 'save-unit-mapping',
    request: {
      route: 'POST /unit-mappings/rows',
      reach: 'unit',
      at: () => ({
        path: '/unit-mappings/rows',
        body: { province: 'TT', text: 'newUnit,oldUnit,effectiveOn,share,document\n' },
      }),
      done: 200,
    },
  },
  {
    operation: 'read-unit-dashboard',
    request: {
      route: 'POST /results/{campaign}/units/{unit}/what-if',
      reach: 'unit',
      at: async (world: World) => {
        await twoYears(world);
        return { path: '/results/nam-2025/units/TT-AN/what-if', body: { trials: [] } };
      },
      done: 200,
    },
  },
] as const;
