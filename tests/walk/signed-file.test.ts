/**
 * A key that never sees the server: made and used by the built program on an empty data folder, as on a machine without a
 * network; the signature brought to the server; and the file checked by somebody who has nothing but the program.
 */
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readSignatureFile } from '../../client/staff/read-signature-file.ts';
import type { PublishedResult } from '../../server/core/recipe.ts';
import type { FileSignature } from '../../server/signing.ts';
import { published } from '../api/publication-requests.ts';
import { member } from '../help/member.ts';
import { openedWorld } from '../help/opened-world.ts';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-signed-'));
const at = (name: string) => join(folder, name);
const [KEY, UNSIGNED, SIGNED, BROUGHT] = [
  at('khoa-ky.pem'),
  at('cong-bo.json'),
  at('da-ky.json'),
  at('cong-bo.chu-ky.json'),
];
const OWNER = 'Sở Nội vụ tỉnh Thử';

/** Runs the command line with a data folder in which there is nothing. */
function cli(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/start.js', 'cli', ...words], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, DATA_DIR: at('du-lieu'), DATABASE_URL: '', SIGNING_KEY_FILE: '' },
  });
  return { code: status, said: stdout + stderr };
}

type SignedFile = PublishedResult & { signatures?: FileSignature[] };

let publicKey = '';
let fingerprint = '';

/** The way of a signature, from the making of the key to the file that carries it. */
beforeAll(async () => {
  const made = cli('sign-key', 'new', KEY);
  expect(made.code).toBe(0);
  publicKey = /public key: (\S+)/.exec(made.said)?.[1] ?? '';
  fingerprint = /fingerprint: (\S+)/.exec(made.said)?.[1] ?? '';

  const world = await openedWorld('sqlite');
  const campaign = await published(world);
  const fetched = async () => (await world.app.request(`/du-lieu/${campaign}/1/cong-bo.json`)).text();
  writeFileSync(UNSIGNED, await fetched());
  expect(cli('sign', UNSIGNED, '--key', KEY)).toMatchObject({ code: 0 });

  const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
  const key = { province: 'TT', name: OWNER, publicKey };
  expect((await publisher.request('POST', '/api/v1/signing-keys', key)).status).toBe(201);
  const body = readSignatureFile(readFileSync(BROUGHT, 'utf8'));
  const brought = await publisher.request(
    'POST',
    `/api/v1/campaigns/${campaign}/revisions/1/signatures`,
    body,
  );
  expect(brought.status).toBe(201);
  writeFileSync(SIGNED, await fetched());
}, 180_000);

afterEach(() => rmSync(at('other.json'), { force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Checks the signed file, changed or as it is. */
function verifyChanged(change: (file: SignedFile) => void, ...words: string[]) {
  const file = JSON.parse(readFileSync(SIGNED, 'utf8')) as SignedFile;
  change(file);
  writeFileSync(at('other.json'), JSON.stringify(file));
  return cli('verify', at('other.json'), ...words);
}

describe('the machine that keeps the key', () => {
  test('writes it for its owner alone, never over another, and needs no database', () => {
    expect(statSync(KEY).mode & 0o777).toBe(0o600);
    expect(readFileSync(KEY, 'utf8')).toContain('BEGIN PRIVATE KEY');
    expect(Buffer.from(publicKey, 'base64')).toHaveLength(32);
    const again = cli('sign-key', 'new', KEY);
    expect(again).toEqual({ code: 1, said: `${KEY}: exists already, and is not written over\n` });
    expect(existsSync(at('du-lieu'))).toBe(false);
  });

  test('signs what recomputes, with an Ed25519 key, and nothing else', () => {
    const changed = JSON.parse(readFileSync(UNSIGNED, 'utf8')) as { result: { units: { rank: number }[] } };
    Object.assign(changed.result.units[0] ?? {}, { rank: 9 });
    writeFileSync(at('other.json'), JSON.stringify(changed));
    const [unsound, missing, other] = [
      cli('sign', at('other.json'), '--key', KEY),
      cli('sign', UNSIGNED, '--key', UNSIGNED, '--out', at('x.json')),
      cli('sign', UNSIGNED, '--key', rsaKey(), '--out', at('x.json')),
    ];
    expect(unsound).toMatchObject({
      code: 1,
      said: expect.stringMatching(/not signed, for it does not recompute \(1 differ\)/),
    });
    expect(missing).toMatchObject({ code: 1, said: expect.stringContaining('no private key in PEM') });
    expect(other).toMatchObject({ code: 1, said: expect.stringContaining('a key of the kind rsa') });
    expect(cli('sign', UNSIGNED, '--key', KEY)).toMatchObject({
      code: 1,
      said: expect.stringContaining('exists already'),
    });
    expect([existsSync(at('x.json')), existsSync(at('other.chu-ky.json'))]).toEqual([false, false]);
  });
});

function rsaKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(at('rsa.pem'), privateKey.export({ format: 'pem', type: 'pkcs8' }));
  return at('rsa.pem');
}

describe('somebody who has the file and the program', () => {
  const same = 'same, recomputed from 3 units';

  test('is told who signed, by which key, and to compare its fingerprint', () => {
    const { code, said } = cli('verify', SIGNED);
    expect(said).toMatch(
      new RegExp(
        `^.*verification code .*\n.*${same}\n.*: signed by "${OWNER}" with the key ${fingerprint}; hold this fingerprint against`,
      ),
    );
    expect(code).toBe(0);
  });

  test('is told that it is the key he knows, by itself or in a file', () => {
    writeFileSync(at('khoa.txt'), `${publicKey}\n`);
    for (const given of [publicKey, at('khoa.txt')]) {
      const { code, said } = cli('verify', SIGNED, '--public-key', given);
      expect([code, said]).toEqual([0, expect.stringContaining(`${fingerprint}; the key that was given\n`)]);
    }
  });

  test('is told that a file is unsigned, which fails only where a key must have signed', () => {
    expect(cli('verify', UNSIGNED)).toEqual({
      code: 0,
      said: expect.stringMatching(
        new RegExp(`^${UNSIGNED}: .*verification code .*\n${UNSIGNED}: ${same}\n${UNSIGNED}: unsigned\n$`),
      ),
    });
    const demanded = cli('verify', UNSIGNED, '--public-key', publicKey);
    expect(demanded).toMatchObject({
      code: 1,
      said: expect.stringContaining(`unsigned: no signature by the key ${fingerprint}`),
    });
  });

  test('is told that another key signed, whatever name the file gives it', () => {
    cli('sign-key', 'new', at('khac.pem'));
    const { said } = cli('sign', UNSIGNED, '--key', at('khac.pem'), '--out', at('khac.json'));
    expect(said).toContain('signed with the key');
    const forged = JSON.parse(readFileSync(at('khac.json'), 'utf8')) as FileSignature;
    const { code, said: told } = verifyChanged(
      (file) => {
        file.signatures = [{ ...forged, key: fingerprint, name: `${OWNER}; the key that was given` }];
      },
      '--public-key',
      publicKey,
    );
    expect(told).toContain(`not signed with the key ${fingerprint} that was given`);
    expect(code).toBe(1);
  });

  test.each<[string, RegExp, (file: SignedFile) => void]>([
    [
      'a digit of the result',
      /first at the rank[\s\S]*wrong signature: of "Sở Nội vụ tỉnh Thử"/,
      (file) => Object.assign(file.result.units[0] ?? {}, { rank: 9 }),
    ],
    [
      'what does not bear on the result',
      /wrong signature/,
      (file) => Object.assign(file.recipe, { cutOff: '2026-01-01T00:00:00.000Z' }),
    ],
    [
      'the signature',
      /same, recomputed[\s\S]*wrong signature/,
      (file) => Object.assign(file.signatures?.[0] ?? {}, { signature: 'A'.repeat(86).concat('==') }),
    ],
    [
      'the signature cut short',
      /wrong signature/,
      (file) => Object.assign(file.signatures?.[0] ?? {}, { signature: 'abc' }),
    ],
    [
      'a key that is none',
      /wrong signature: of .*, whose key cannot be read/,
      (file) => Object.assign(file.signatures?.[0] ?? {}, { publicKey: 'abc' }),
    ],
    ['no list of signatures', /"signatures" is no list/, (file) => Object.assign(file, { signatures: 'x' })],
    ['nothing in the list', /wrong signature/, (file) => Object.assign(file, { signatures: [null] })],
  ])('is told that a file with %s changed is not the signed one', (_what, says, change) => {
    const { code, said } = verifyChanged(change);
    expect(said).toMatch(says);
    expect(code).toBe(1);
  });

  test('is told that what he gave as a key is none', () => {
    const { code, said } = cli('verify', SIGNED, '--public-key', KEY);
    expect([code, said]).toEqual([1, expect.stringContaining(`${KEY}: a private key; give a public key`)]);
  });
});

test('a server does not start with a signing key that is none', () => {
  const { status, stderr } = spawnSync(process.execPath, ['server/start.js', 'cli', 'migrate'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, DATA_DIR: at('du-lieu-2'), DATABASE_URL: '', SIGNING_KEY_FILE: UNSIGNED },
  });
  expect([status, stderr]).toEqual([1, expect.stringContaining('no private key in PEM')]);
});
