import { afterEach, beforeEach, describe, expect, it, vi as mock } from 'vitest';
import { draftKeeper } from '../../client/form/draft.ts';
import type { PageData } from '../../client/form/page-data.ts';
import { everyKind } from './every-kind.ts';

const HOUR = 3_600_000;

/** As a browser's: `Object.keys` names what it holds. */
function storage(): Storage {
  const made = Object.create({
    getItem: (name: string) => (Object.hasOwn(made, name) ? made[name] : null),
    setItem: (name: string, value: string) => {
      made[name] = value;
    },
    removeItem: (name: string) => {
      delete made[name];
    },
  });
  return made;
}

const page = (more: Partial<PageData> = {}) =>
  ({ form: everyKind, survey: 's', unit: 'XX-07', token: null, ...more }) as PageData;

const draft = { entries: [['answer.mood', '5']], part: 1 } as const;

beforeEach(() => {
  mock.stubGlobal('localStorage', storage());
  mock.stubGlobal('sessionStorage', storage());
});
afterEach(() => mock.unstubAllGlobals());

describe('a draft', () => {
  it('is there again after the page was closed, for one day', () => {
    draftKeeper(page(), () => 0).save(draft);
    expect(draftKeeper(page(), () => 23 * HOUR).read()).toMatchObject(draft);
    expect(draftKeeper(page(), () => 25 * HOUR).read()).toBeNull();
    expect(Object.keys(localStorage)).toEqual([]);
  });

  it('is gone when the clock of the device stood wrong, and nothing else happens', () => {
    draftKeeper(page(), () => Date.parse('2099-01-01')).save(draft);
    expect(draftKeeper(page(), () => Date.parse('1970-01-02')).read()).toBeNull();
  });

  it('goes at sending', () => {
    const keeper = draftKeeper(page());
    keeper.save(draft);
    keeper.drop();
    expect(keeper.read()).toBeNull();
  });

  it('belongs to one survey, unit, slip and version of the form', () => {
    draftKeeper(page()).save(draft);
    for (const other of [
      page({ survey: 't' }),
      page({ unit: 'XX-08' }),
      page({ token: 'AAECAwQFBgcICQoLDA0ODw' }),
      page({ form: { ...everyKind, version: everyKind.version + 1 } }),
    ])
      expect(draftKeeper(other).read()).toBeNull();
    expect(draftKeeper(page()).read()).toMatchObject(draft);
  });

  it('holds no token', () => {
    const token = 'AAECAwQFBgcICQoLDA0ODw';
    draftKeeper(page({ token })).save(draft);
    expect(JSON.stringify({ ...localStorage })).not.toContain(token);
    expect(Object.keys(localStorage)).toHaveLength(1);
  });

  it('goes on without asking after a change of language, once', () => {
    const keeper = draftKeeper(page());
    keeper.save(draft);
    keeper.carryOver();
    expect(draftKeeper(page({ unit: 'XX-08' })).isCarriedOver()).toBe(false);
    keeper.carryOver();
    expect(draftKeeper(page()).isCarriedOver()).toBe(true);
    expect(draftKeeper(page()).isCarriedOver()).toBe(false);
  });

  it('that cannot be kept stops nobody', () => {
    mock.stubGlobal('localStorage', {
      getItem: () => {
        throw new DOMException('closed', 'SecurityError');
      },
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    });
    const keeper = draftKeeper(page());
    keeper.save(draft);
    expect(keeper.read()).toBeNull();
    keeper.drop();
  });

  it('that is damaged is no draft', () => {
    draftKeeper(page()).save(draft);
    const [name = ''] = Object.keys(localStorage);
    localStorage.setItem(name, '{"entries":');
    expect(draftKeeper(page()).read()).toBeNull();
  });
});
