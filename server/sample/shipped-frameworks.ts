/**
 * Frameworks that provinces published, to begin a draft with where nothing is stored yet. The nine indicators come first:
 * without them no quarter can be rated (domain §6).
 */
import { checkFramework } from '../core/check-framework.ts';
import type { Framework } from '../core/framework.ts';
import { sampleFiles } from './sample-files.ts';

const SHIPPED = ['dien-bien-2022-procedure', 'dien-bien-2020', 'lai-chau-departments'] as const;

/** @throws Error where a file of the product itself is broken */
export function shippedFrameworks(): Framework[] {
  const all = sampleFiles.frameworks.flatMap((file) => {
    const checked = checkFramework(file);
    return checked.ok ? [checked.framework] : [];
  });
  return SHIPPED.map((id) => {
    const found = all.find((one) => one.id === id);
    if (!found) throw new Error(`the framework ${id} does not ship`);
    return found;
  });
}
