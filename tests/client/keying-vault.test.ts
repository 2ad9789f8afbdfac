import { createDecipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sendRound } from '../../client/form/sync.ts';
import type { Vault } from '../../client/keying/opened-vault.ts';
import type { KeyedSheet } from '../../client/keying/pack.ts';
import { hashOf, KEPT_DAYS, prove } from '../../client/keying/prove.ts';
import {
  exportVault,
  findVault,
  makeVault,
  memoryVault,
  retireVault,
  rewrapVault,
  unlockVault,
  unsentIn,
} from '../../client/keying/vault.ts';
import { memoryStore, type VaultStore } from '../../client/keying/vault-store.ts';
import { contentHashOf } from '../../server/actions/key-sheet.ts';
import { newSealingKey } from '../../server/sealing.ts';
import { itemsForm } from '../survey-forms/small-form.ts';
import { packOf, SERIALS } from './keying-forms.ts';

const CLERK = { id: 'lan-1', username: 'lan.nguyen', name: 'Nguyễn Thị Lan' };
const PASSWORD = 'mat-khau-cua-lan';
const SECRET = 'mot loi gop y kin';
const server = newSealingKey();

const sheet = (at = 0, more: Partial<KeyedSheet> = {}): KeyedSheet => ({
  campaign: 'thu-2026',
  batch: 14,
  serial: SERIALS[at] ?? '',
  pass: 1,
  formVersion: 1,
  answers: { s1: 5, s2: null, s3: '?' },
  comments: { remark: SECRET },
  keystrokes: 10,
  seconds: 4,
  ...more,
});

interface Open {
  readonly store: VaultStore;
  readonly vault: Vault;
}

async function opened(serverKey: string | null = server.publicKey): Promise<Open> {
  const store = memoryStore();
  return { store, vault: await makeVault(store, CLERK, PASSWORD, serverKey) };
}

async function headOf(store: VaultStore) {
  const head = await findVault(store, { id: CLERK.id });
  if (!head) throw new Error('no vault');
  return head;
}

describe('a vault', () => {
  it('opens by its password, and by no other', async () => {
    const { store, vault } = await opened();
    await vault.add(sheet());
    const head = await headOf(store);
    expect(await unlockVault(store, head, 'sai-mat-khau', null)).toBeNull();
    const again = await unlockVault(store, head, PASSWORD, null);
    expect((await again?.sheets())?.map((one) => one.sheet)).toEqual([sheet()]);
    expect(head.wrapped.rounds).toBeGreaterThanOrEqual(600_000);
  });

  it('holds nothing that can be read without it: answers, remarks, packs, the sheet in progress, receipts', async () => {
    const { store, vault } = await opened();
    await vault.add(sheet());
    await vault.outbox.received((await vault.outbox.waiting())[0]?.id ?? '', 'BIENNHAN23');
    const form = { ...itemsForm(1), title: { vi: 'Ten phieu kin' } };
    await vault.keepPack({ pack: packOf(form), progress: { waiting: 1, forYou: 1, keyed: 0, byYou: 0 } });
    await vault.begin({ campaign: 'thu-2026', batch: 14, pass: 1, serial: SERIALS[5] ?? '' });
    const disk = [
      ...(await store.sheets(vault.id)).flatMap(({ record, outcome }) => [record.data, outcome?.data]),
      ...[...(await store.notes(vault.id)).values()].map(({ data }) => data),
      (await headOf(store)).wrapped.data,
    ].map((bytes) => Buffer.from(bytes ?? []).toString('latin1'));
    expect(disk).toHaveLength(5);
    for (const secret of [SECRET, 'BIENNHAN23', 'Ten phieu kin', SERIALS[5] ?? '', '"s1":', PASSWORD])
      expect(disk.join('\n')).not.toContain(secret);
  });

  it('uses another salt and another key for each clerk and each record', async () => {
    const store = memoryStore();
    const vaults = [
      await makeVault(store, CLERK, PASSWORD, null),
      await makeVault(store, { ...CLERK, id: 'b', username: 'b' }, PASSWORD, null),
    ];
    for (const vault of vaults) await vault.add(sheet());
    const heads = await store.heads();
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
    expect(new Set(heads.map(({ wrapped }) => hex(wrapped.salt))).size).toBe(2);
    const records = (await Promise.all(vaults.map(({ id }) => store.sheets(id)))).flat();
    expect(new Set(records.map(({ record }) => hex(record.iv))).size).toBe(2);
    // One clerk's vault opens nothing of another's.
    const foreign = heads.find(({ clerk }) => clerk.id === 'b');
    if (!foreign) throw new Error('two vaults');
    const mistaken = await unlockVault(store, { ...foreign, id: vaults[0]?.id ?? '' }, PASSWORD, null);
    await expect(mistaken?.sheets()).rejects.toThrow();
  });

  it('keeps a sheet once, drops the note of the sheet in progress with it, and lets a refused one be keyed again', async () => {
    const { vault } = await opened();
    await vault.begin({ campaign: 'thu-2026', batch: 14, pass: 1, serial: SERIALS[0] ?? '' });
    expect((await vault.draft())?.serial).toBe(SERIALS[0]);
    expect(await vault.add(sheet())).toBe(true);
    expect(await vault.draft()).toBeNull();
    expect(await vault.add(sheet(0, { keystrokes: 99 }))).toBe(false);
    const [queued] = await vault.outbox.waiting();
    await vault.outbox.refused(queued?.id ?? '', 'batch-closed');
    expect(await vault.sheets()).toMatchObject([{ state: 'refused', code: 'batch-closed' }]);
    expect(await vault.add(sheet(0, { keystrokes: 12 }))).toBe(true);
    expect(await vault.sheets()).toMatchObject([{ state: 'waiting', code: null, sheet: { keystrokes: 12 } }]);
  });

  it('opens by the new password once the old one is given, without touching what is inside', async () => {
    const { store, vault } = await opened();
    await vault.add(sheet());
    const now = 'mat-khau-moi-cua-lan';
    expect(await unlockVault(store, await headOf(store), now, null)).toBeNull();
    expect(await rewrapVault(store, await headOf(store), { before: 'sai', now })).toBe(false);
    expect(await rewrapVault(store, await headOf(store), { before: PASSWORD, now })).toBe(true);
    expect(await unlockVault(store, await headOf(store), PASSWORD, null)).toBeNull();
    expect(await (await unlockVault(store, await headOf(store), now, null))?.sheets()).toHaveLength(1);
  });

  it('is not opened by the name of its clerk once another took its place', async () => {
    const { store } = await opened();
    await retireVault(store, await headOf(store));
    expect(await findVault(store, { username: CLERK.username })).toBeNull();
    expect(await store.heads()).toHaveLength(1);
  });

  it('knows how its sheets stand without reading them again, and what another tab did', async () => {
    const { store, vault } = await opened();
    const states = async () => [...(await vault.states()).values()];
    expect(await states()).toEqual([]);
    await vault.add(sheet(0));
    await vault.add(sheet(1));
    expect(await states()).toEqual(['waiting', 'waiting']);
    const [first] = await vault.outbox.waiting();
    await vault.outbox.received(first?.id ?? '', 'R');
    expect(await states()).toEqual(['sent', 'waiting']);
    // Another tab sends one and keeps another.
    const other = await unlockVault(store, await headOf(store), PASSWORD, null);
    const [second] = (await other?.outbox.waiting()) ?? [];
    await other?.outbox.refused(second?.id ?? '', 'batch-closed');
    await other?.add(sheet(2));
    expect(await states()).toEqual(['sent', 'waiting']);
    vault.learn(second?.id ?? '', 'refused');
    expect(await states()).toEqual(['sent', 'refused']);
    vault.forgetStates();
    expect(await states()).toEqual(['sent', 'refused', 'waiting']);
    await vault.remove(await vault.sheets('refused'));
    expect(await states()).toEqual(['sent', 'waiting']);
  });

  it('where nothing can be encrypted, sends from memory', async () => {
    const vault = memoryVault(CLERK);
    expect(vault.lasting).toBe(false);
    await vault.add(sheet());
    expect(JSON.parse((await vault.outbox.waiting())[0]?.body ?? '')).toMatchObject({ serial: SERIALS[0] });
  });
});

/** What the server does with the file, as far as the file goes. */
function openFile(file: NonNullable<Awaited<ReturnType<typeof exportVault>>>) {
  const key = Buffer.from(server.open(file.sealedKey, file.kind), 'base64url');
  return file.records.map(({ iv, data }) => {
    const bytes = Buffer.from(data, 'base64url');
    const opener = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'));
    opener.setAuthTag(bytes.subarray(-16));
    return JSON.parse(Buffer.concat([opener.update(bytes.subarray(0, -16)), opener.final()]).toString());
  });
}

describe('the exported file', () => {
  it('needs no password, holds what has no receipt, and opens on the server alone', async () => {
    const { store, vault } = await opened();
    for (const at of [0, 1, 2]) await vault.add(sheet(at));
    const ids = (await vault.outbox.waiting()).map(({ id }) => id);
    await vault.outbox.received(ids[0] ?? '', 'BIENNHAN23');
    await vault.outbox.refused(ids[1] ?? '', 'batch-closed');
    const file = await exportVault(store, await headOf(store));
    expect(await unsentIn(store, await headOf(store))).toHaveLength(2);
    expect(JSON.stringify(file)).not.toContain(SECRET);
    expect(file && openFile(JSON.parse(JSON.stringify(file)))).toMatchObject([
      { clerk: CLERK.id, body: sheet(1) },
      { clerk: CLERK.id, body: sheet(2) },
    ]);
    expect(() =>
      newSealingKey().open(file?.sealedKey ?? { key: '', iv: '', sealed: '' }, 'thuoc-do-keying'),
    ).toThrow();
  });

  it("waits for the server's key where it was not known, and follows it when it changes", async () => {
    const { store, vault } = await opened(null);
    await vault.add(sheet());
    expect(await exportVault(store, await headOf(store))).toBeNull();
    await unlockVault(store, await headOf(store), PASSWORD, newSealingKey().publicKey);
    await unlockVault(store, await headOf(store), PASSWORD, server.publicKey);
    const file = await exportVault(store, await headOf(store));
    expect(file && openFile(file)).toHaveLength(1);
  });
});

describe('sending', () => {
  it('goes in the order keyed, and a damaged record holds up no other', async () => {
    const { store, vault } = await opened();
    for (const at of [2, 0, 1]) await vault.add(sheet(at));
    const [first] = await store.sheets(vault.id);
    first?.record.data.fill(0, 0, 4);
    const posted: string[] = [];
    const round = await sendRound({
      outbox: (await reopened(store)).outbox,
      post: async (body) => {
        posted.push(JSON.parse(body).serial);
        return { status: 201, retryAfter: null, body: { receipt: 'R' } };
      },
    });
    expect(posted).toEqual([SERIALS[0], SERIALS[1]]);
    expect(round.settled).toBe(2);
    expect([...(await vault.states()).values()].sort()).toEqual(['sent', 'sent', 'waiting']);
    // The proof does not pass it over in silence.
    await expect((await reopened(store)).sheets()).rejects.toThrow();
  });

  async function reopened(store: VaultStore): Promise<Vault> {
    const vault = await unlockVault(store, await headOf(store), PASSWORD, null);
    if (!vault) throw new Error('locked');
    return vault;
  }
});

describe('the proof', () => {
  const DAY = 86_400_000;

  it('computes the hash that the server computes', async () => {
    const { vault } = await opened();
    const one = sheet(0, { answers: { s1: 5, q: [1, 3], n: '2.5', m: { A: 1, B: null } } });
    await vault.add(one);
    const [kept] = await vault.sheets();
    expect(kept && (await hashOf(kept)).contentHash).toBe(contentHashOf(one));
  });

  it('names what is not stored, and offers only what is stored and old to be removed', async () => {
    const { vault } = await opened();
    for (const at of [0, 1, 2]) await vault.add(sheet(at));
    for (const { id } of (await vault.outbox.waiting()).slice(0, 2)) await vault.outbox.received(id, 'R');
    const asked: number[] = [];
    const check =
      (missing: readonly number[]) =>
      async (sheets: readonly { campaign: string; serial: string; pass: number }[]) => {
        asked.push(sheets.length);
        const absent = sheets.filter((_, at) => missing.includes(at));
        return { stored: sheets.length - absent.length, missing: absent };
      };
    const soon = await prove(vault, Date.now(), check([1, 2]));
    expect(soon).toMatchObject({ keyed: 3, stored: 1, old: [] });
    expect(soon.missing.map((one) => one.sheet.serial)).toEqual([SERIALS[1], SERIALS[2]]);
    const later = await prove(vault, Date.now() + (KEPT_DAYS + 1) * DAY, check([1, 2]));
    expect(later.old.map((one) => one.sheet.serial)).toEqual([SERIALS[0]]);
    // One that waits still is not old, though the server has it: its receipt is on the way.
    const all = await prove(vault, Date.now() + (KEPT_DAYS + 1) * DAY, check([]));
    expect(all.old.map((one) => one.sheet.serial)).toEqual([SERIALS[0], SERIALS[1]]);
    await vault.remove(later.old);
    expect(await prove(vault, Date.now(), check([]))).toMatchObject({ keyed: 2, stored: 2, missing: [] });
    expect(asked).toEqual([3, 3, 3, 2]);
  });
});
