/** One request for every operation of the pages about published results: of a unit, and two held against each other. */
import type { World } from '../help/world.ts';
import { published } from './publication-requests.ts';

const kept = new WeakMap<World, Promise<string>>();

/** One published campaign a world. */
function result(world: World): Promise<string> {
  const known = kept.get(world) ?? published(world);
  kept.set(world, known);
  return known;
}

const held = { reach: 'unit', done: 200 } as const;
const list = (route: string) => ({
  route: `GET ${route}`,
  reach: 'list' as const,
  at: () => ({ path: route }),
  done: 200 as const,
});

export const DASHBOARD_REQUESTS = {
  'read-unit-dashboard': {
    ...held,
    route: 'GET /campaigns/{campaign}/units/{unit}/dashboard',
    at: async (world: World) => ({ path: `/campaigns/${await result(world)}/units/TT-AN/dashboard` }),
  },
  'compare-results': {
    ...held,
    route: 'GET /comparisons',
    at: async (world: World) => ({
      path: `/comparisons?kind=units&campaign=${await result(world)}&left=TT-AN&right=TT-BI`,
    }),
  },
} as const;

export const FURTHER_DASHBOARD_REQUESTS = [
  { operation: 'read-unit-dashboard', request: list('/unit-dashboards') },
  { operation: 'compare-results', request: list('/comparisons/choices') },
] as const;
