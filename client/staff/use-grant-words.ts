import { useLanguage } from './language.tsx';
import type { UnitInTree } from './unit-tree.ts';

/** Names of roles and of the units they are held for; a code without a name stays as it is. */
export function useGrantWords(units: readonly UnitInTree[]) {
  const { words } = useLanguage();
  const { roles, everywhere } = words.staff.accounts;
  return {
    roleName: (role: string): string => Object.entries(roles).find(([code]) => code === role)?.[1] ?? role,
    unitName: (unit: string): string =>
      unit === '' ? everywhere : (units.find((one) => one.code === unit)?.name ?? unit),
  };
}
