import { saveFile } from '../staff/csv.ts';
import { exportVault } from './vault.ts';
import type { VaultHead, VaultStore } from './vault-store.ts';

/** Hands what a vault still holds to the person as a sealed file. @returns sheets in it; null: it cannot be sealed yet */
export async function saveVault(store: VaultStore, head: VaultHead): Promise<number | null> {
  const file = await exportVault(store, head);
  if (file === null) return null;
  saveFile(`phieu-da-nhap-${head.clerk.username}.json`, JSON.stringify(file), 'application/json');
  return file.records.length;
}
