/** The built files of the browser: which hashed addresses each page loads. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Entries of `vite.config.ts`. */
export type AssetEntry =
  | 'form'
  | 'staff'
  | 'style'
  | 'form-style'
  | 'kiosk'
  | 'kiosk-style'
  | 'keying'
  | 'keying-style';

export interface Assets {
  /** Folder that `/assets` is served from; null when nothing was built. */
  readonly folder: string | null;
  readonly address: (entry: AssetEntry) => string | null;
  /** Styles that a script's entry brings along. */
  readonly styles: (entry: AssetEntry) => readonly string[];
}

const SOURCES: Record<AssetEntry, string> = {
  form: 'client/form/form-script.ts',
  staff: 'client/staff/main.tsx',
  style: 'client/style.css',
  'form-style': 'client/form/form.css',
  kiosk: 'client/kiosk/kiosk-script.ts',
  'kiosk-style': 'client/kiosk/kiosk.css',
  keying: 'client/keying/keying-main.tsx',
  'keying-style': 'client/keying/keying.css',
};

/** Pages without built files still carry all their content: used where nothing is drawn. */
export const NO_ASSETS: Assets = { folder: null, address: () => null, styles: () => [] };

/** @param folder `dist/client`. @throws when it was not built */
export function readAssets(folder: string): Assets {
  const manifest: Record<string, { file: string; css?: string[] } | undefined> = JSON.parse(
    readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8'),
  );
  return {
    folder,
    address: (entry) => {
      const file = manifest[SOURCES[entry]]?.file;
      if (!file) throw new Error(`the build holds no ${SOURCES[entry]}`);
      return `/${file}`;
    },
    styles: (entry) => (manifest[SOURCES[entry]]?.css ?? []).map((file) => `/${file}`),
  };
}
