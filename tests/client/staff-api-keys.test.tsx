/** The table of keys: what each reaches, until when, its last use, and what can still be done. */
import { renderToString } from 'preact-render-to-string';
import { expect, it } from 'vitest';
import type { ApiKey } from '../../client/staff/api.ts';
import { ApiKeyTable } from '../../client/staff/api-key-table.tsx';
import { LanguageProvider } from '../../client/staff/language.tsx';
import { unitChoices } from '../../client/staff/new-api-key-dialog.tsx';
import { en } from '../../client/words/en.ts';
import { vi } from '../../client/words/vi.ts';
import { SCOPES } from '../../server/api-key-scopes.ts';
import { elements, textOf } from './markup.ts';

const key: ApiKey = {
  id: 'k1',
  name: 'Kho số liệu',
  owner: 'Lan',
  scopes: ['read-arrivals'],
  unit: 'TT',
  unitName: { vi: 'Tỉnh Thử', en: 'Test Province' },
  expiresOn: '2026-12-31',
  createdAt: '2026-06-15T05:00:00.000Z',
  usedOn: null,
  state: 'active',
};

const rows = (keys: readonly ApiKey[], lang: 'vi' | 'en', owners = false) =>
  elements(
    renderToString(
      <LanguageProvider start={lang}>
        <ApiKeyTable caption="Khóa" keys={keys} owners={owners} onRevoke={() => {}} />
      </LanguageProvider>,
    ),
    'tr',
  )
    .slice(1)
    .map(textOf);

it('says what a key reaches, until when, and when it was last used', () => {
  const used = { ...key, id: 'k2', usedOn: '2026-07-01', unit: '', unitName: null };
  const [first, second] = rows([key, used], 'vi');
  expect(first).toContain('Tỉnh Thử');
  expect(first).toContain('Số phiếu về của khảo sát');
  expect(first).toContain('Đến hết 31/12/2026');
  expect(first).toContain('Chưa dùng lần nào');
  expect(second).toContain('Dùng gần nhất: 01/07/2026');
  expect(second).toContain('Mọi đơn vị');
  expect(rows([key], 'en', true)[0]).toContain('Lan · Test Province');
});

it('a revoked key cannot be revoked again, an expired one can; a scope of another version keeps its name', () => {
  const [revoked, expired] = rows(
    [
      { ...key, state: 'revoked', scopes: ['import-dossiers'] },
      { ...key, id: 'k2', state: 'expired' },
    ],
    'en',
  );
  expect(revoked).toContain('import-dossiers');
  expect(revoked).not.toContain('Revoke');
  expect(expired).toContain('Revoke');
});

it('has words for every scope', () => {
  for (const words of [vi, en])
    expect(Object.keys(words.staff.apiKeys.scopeNames).sort()).toEqual([...SCOPES].sort());
});

/** Issue 6: "Sở Nội vụ" stood twice in the list with nothing between them. */
it('tells units of one name apart by their province', () => {
  const unit = (code: string, name: string, parent: string | null) => ({ code, name, parent });
  const units = [
    ...[unit('HH', 'Tỉnh Hai', null), unit('HH-NV', 'Sở Nội vụ', 'HH')],
    ...[unit('TT', 'Tỉnh Thử', null), unit('TT-NV', 'Sở Nội vụ', 'TT'), unit('TT-AN', 'Sở An', 'TT')],
  ];
  const said = unitChoices({ units, everywhere: false }, '').map(([, name]) => name.trim());
  expect(said.filter((name) => name.startsWith('Sở'))).toEqual([
    ...['Sở Nội vụ (Tỉnh Hai)', 'Sở An', 'Sở Nội vụ (Tỉnh Thử)'],
  ]);
});
