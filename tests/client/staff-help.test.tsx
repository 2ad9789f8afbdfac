/** The help page: a guide for every role, one's own first, in both languages. */
import { renderToString } from 'preact-render-to-string';
import { expect, it } from 'vitest';
import { HelpScreen } from '../../client/staff/help-screen.tsx';
import { LanguageProvider } from '../../client/staff/language.tsx';
import { type Session, SessionContext } from '../../client/staff/session.ts';
import { en } from '../../client/words/en.ts';
import { vi } from '../../client/words/vi.ts';
import { ROLES } from '../../server/access.ts';
import { elements, textOf } from './markup.ts';

const session = (role: string): Session => ({
  account: {
    id: 'a',
    username: 'lan',
    name: 'Lan',
    oneTime: false,
    disabled: false,
    grants: [{ role, unit: 'XX' }],
  },
  may: [],
  mayOfProvince: [],
  sample: false,
  refresh: async () => {},
  signOut: async () => {},
});

it('has a guide for every role, in both languages, and the same terms', () => {
  for (const { help } of [vi.staff, en.staff])
    expect(ROLES.filter((role) => (help.guides[role]?.steps.length ?? 0) < 2)).toEqual([]);
  expect(en.staff.help.terms.length).toBe(vi.staff.help.terms.length);
});

it('shows the guide of the reader’s own role first, the others folded', () => {
  const html = renderToString(
    <LanguageProvider start="vi">
      <SessionContext.Provider value={session('appraiser')}>
        <HelpScreen />
      </SessionContext.Provider>
    </LanguageProvider>,
  );
  expect(elements(html, 'h3').map(textOf)).toEqual([vi.staff.accounts.roles.appraiser]);
  expect(elements(html, 'summary').map(textOf)).toContain(vi.staff.accounts.roles.analyst);
  expect(elements(html, 'summary').map(textOf)).not.toContain(vi.staff.accounts.roles.appraiser);
  expect(elements(html, 'dt').length).toBe(vi.staff.help.terms.length);
});

/** Every sentence of a language. */
function sentences(words: object): string[] {
  return Object.values(words).flatMap((value: unknown) =>
    typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? sentences(value) : [],
  );
}

/** Quoted in a guide without being the name of anything: what a figure says. */
const SAID = ['đã nhập = đã lưu', 'Ẩn', 'keyed = stored', 'Hidden'];

it('names screens as the screens name themselves', () => {
  for (const { help, ...staff } of [
    { ...vi.staff, keying: vi.keying },
    { ...en.staff, keying: en.keying },
  ]) {
    const names = sentences(staff);
    const quoted = Object.values(help.guides).flatMap(({ steps }) =>
      steps.flatMap((step) => [...step.matchAll(/“([^”]+)”/g)].map(([, name = '']) => name)),
    );
    expect(quoted.length).toBeGreaterThan(8);
    expect(quoted.filter((name) => !names.includes(name) && !SAID.includes(name))).toEqual([]);
  }
});
