/** Signatures of publications: keys that are registered, signatures that are brought, and what is refused of both. */
import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { findPublication } from '../../db/queries/publications.ts';
import { loadSample, removeSample } from '../../server/actions/load-sample.ts';
import { publishResult } from '../../server/actions/publish-result.ts';
import { type PublishedResult, signedHash, verifyPublication } from '../../server/core/recipe.ts';
import type { FileSignature } from '../../server/signing.ts';
import { signatureFindings } from '../../server/verify-signatures.ts';
import { finishedCampaign, published } from '../api/publication-requests.ts';
import { onBothDatabases } from '../help/databases.ts';
import { type Member, member } from '../help/member.ts';
import { CAMPAIGN, openedWorld, visit } from '../help/opened-world.ts';
import { newSigner, OWNER, registeredSigner, signatureOf } from '../help/signing.ts';
import { makeWorld, SYSTEM, type World } from '../help/world.ts';
import { campaign } from '../walk/hand-computed.ts';

type SignedFile = PublishedResult & { readonly signatures?: readonly FileSignature[] };

interface Refusal {
  readonly code: string;
  readonly errors: readonly { readonly field: string; readonly code: string; readonly sentence: string }[];
}

async function refused(response: Response): Promise<unknown[]> {
  const { code, errors } = (await response.json()) as Refusal;
  return [response.status, code, errors[0]?.field, errors[0]?.code];
}

const file = async (world: World, campaign: string, revision = 1): Promise<SignedFile> =>
  (await (await world.app.request(`/du-lieu/${campaign}/${revision}/cong-bo.json`)).json()) as SignedFile;

const bring = (caller: Member, campaign: string, body: object, revision = 1) =>
  caller.request('POST', `/api/v1/campaigns/${campaign}/revisions/${revision}/signatures`, body);

const publisherIn = (world: World) => member(world, [{ role: 'publisher', unit: 'TT' }]);

const stored = (world: World) => world.db.selectFrom('signatures').selectAll().execute();

onBothDatabases('signatures of publications', (database) => {
  test('a signature made elsewhere is brought: the file carries it and keeps its hash, and the page names who signed', async () => {
    const world = await openedWorld(database);
    const campaign = await published(world);
    const signer = await registeredSigner(world);
    const before = await file(world, campaign);
    expect(before.signatures).toBeUndefined();
    const etag = async () =>
      (await world.app.request(`/du-lieu/${campaign}/1/cong-bo.json`)).headers.get('ETag');
    const unsignedTag = await etag();
    const page = async (lang = '') =>
      (await world.app.request(`${lang}/ket-qua/${campaign}/cach-tinh`)).text();
    expect(await page()).toContain('Tệp công bố này chưa được ký.');
    const publisher = await publisherIn(world);
    const response = await bring(publisher, campaign, await signatureOf(world, campaign, signer));
    expect([response.status, await response.json()]).toEqual([201, { key: signer.id, name: OWNER }]);

    const { signatures, ...content } = await file(world, campaign);
    expect(content).toEqual(before);
    expect(signatures).toMatchObject([
      { algorithm: 'Ed25519', key: signer.id, name: OWNER, retiredAt: null },
    ]);
    expect(await etag()).not.toBe(unsignedTag);
    const publication = await findPublication(world.db, campaign);
    const view = await world.app.request(`/du-lieu/nam/2026`);
    expect(await view.text()).toContain(publication?.hash);
    expect(verifyPublication(await file(world, campaign))).toEqual([]);
    expect(signatureFindings(await file(world, campaign), signer)).toMatchObject([{ bad: false }]);
    expect(await page()).toContain(`${OWNER} đã ký tệp công bố.`);
    expect(await page()).toContain(signer.id.replace(/(.{4})(?=.)/g, '$1 '));
    expect(await page('/en')).toContain(`${OWNER} signed the published file.`);
    const same = await (await world.app.request(`/ket-qua/${campaign}/cong-bo.json`)).json();
    expect(same).toEqual(await file(world, campaign));
    const audit = await world.db
      .selectFrom('audit')
      .select(['actor', 'subject'])
      .where('action', '=', 'bring-signature')
      .execute();
    expect(audit).toEqual([{ actor: publisher.id, subject: `campaign ${campaign}` }]);
  });

  test('of a file without its small counts the signature is of the copy, and the whole gives the same', async () => {
    const world = await openedWorld(database);
    for (let sent = 0; sent < 3; sent++) expect((await world.send(visit())).status).toBe(201);
    const { policies } = campaign.campaign;
    const counted = JSON.stringify({ ...policies, openAnswers: 'included', minimumResponses: 1 });
    await world.db.updateTable('campaigns').set({ policies: counted }).execute();
    world.setDay('2026-07-15');
    await publishResult.run(world.environment, SYSTEM, { campaign: CAMPAIGN });
    const signer = await registeredSigner(world);
    const copy = await file(world, CAMPAIGN);
    const whole = await findPublication(world.db, CAMPAIGN);
    if (!whole || !copy.copy) throw new Error('nothing is withheld');
    expect([signedHash(copy), signedHash(whole)]).toEqual([copy.copy.hash, copy.copy.hash]);
    const publisher = await publisherIn(world);
    expect((await bring(publisher, CAMPAIGN, await signatureOf(world, CAMPAIGN, signer))).status).toBe(201);
    const signed = await file(world, CAMPAIGN);
    expect(signatureFindings(signed, signer)).toMatchObject([{ bad: false }]);
    // Given scores are not recomputed: it is the signature that holds them.
    const score = signed.inputs.withheld?.scores[0];
    if (!score) throw new Error('no score is given');
    const changed = structuredClone(signed);
    Object.assign(changed.inputs.withheld?.scores[0] ?? {}, { points: '1.5' });
    expect(signatureFindings(changed, signer)).toMatchObject([
      { bad: true, line: expect.stringContaining('wrong signature') },
      { bad: true },
    ]);
  });

  test('signatures of another file, of an unknown or retired key, damaged or brought twice are refused, and nothing is stored', async () => {
    const world = await openedWorld(database);
    const [campaign, other] = [await published(world), await published(world)];
    const signer = await registeredSigner(world);
    const publisher = await publisherIn(world);
    const good = await signatureOf(world, campaign, signer);
    const foreign = await signatureOf(world, other, signer);
    const invalid = [422, 'signature-invalid'];
    const tried = async (change: object) => refused(await bring(publisher, campaign, { ...good, ...change }));
    expect(await tried(foreign)).toEqual([...invalid, 'hash', 'other-file']);
    // The hash of this file with the signature of the other.
    expect(await tried({ signature: foreign.signature })).toEqual([
      ...invalid,
      'signature',
      'wrong-signature',
    ]);
    expect(await tried({ signature: 'abc' })).toEqual([...invalid, 'signature', 'signature-unreadable']);
    expect(await tried({ publicKey: newSigner().publicKey })).toEqual([
      ...invalid,
      'publicKey',
      'key-unknown',
    ]);
    expect(await tried({ publicKey: 'abc' })).toEqual([...invalid, 'publicKey', 'key-unreadable']);
    expect((await bring(publisher, campaign, good, 9)).status).toBe(404);
    expect((await bring(publisher, 'khong-co', good)).status).toBe(403);
    expect(await stored(world)).toEqual([]);

    const retire = (retired: boolean) =>
      publisher.request('PUT', `/api/v1/signing-keys/${signer.id}/retirement`, { retired });
    expect((await retire(true)).status).toBe(200);
    expect(await tried({})).toEqual([...invalid, 'publicKey', 'key-retired']);
    expect((await retire(false)).status).toBe(200);
    expect((await bring(publisher, campaign, good)).status).toBe(201);
    expect(await tried({})).toEqual([409, 'already-signed', 'signature', 'already-signed']);
    expect(await stored(world)).toHaveLength(1);

    // What a key has signed stays signed, and the page says that it is retired.
    await retire(true);
    expect((await file(world, campaign)).signatures).toMatchObject([{ retiredAt: expect.any(String) }]);
    const page = await world.app.request(`/ket-qua/${campaign}/cach-tinh`);
    expect(await page.text()).toContain('thôi dùng từ');
  });

  test('a key of another kind, a private key, nonsense or the same key twice is refused with the reason', async () => {
    const world = await openedWorld(database);
    const publisher = await publisherIn(world);
    const add = (publicKey: string, more: object = {}) =>
      publisher.request('POST', '/api/v1/signing-keys', { province: 'TT', name: OWNER, publicKey, ...more });
    const invalid = [422, 'signature-invalid', 'publicKey'];
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
    const pem = rsa.export({ format: 'pem', type: 'spki' }).toString();
    expect(await refused(await add(pem))).toEqual([...invalid, 'key-of-other-kind']);
    const x25519 = generateKeyPairSync('x25519').publicKey.export({ format: 'pem', type: 'spki' }).toString();
    expect(await refused(await add(x25519))).toEqual([...invalid, 'key-of-other-kind']);
    const secret = generateKeyPairSync('ed25519')
      .privateKey.export({ format: 'pem', type: 'pkcs8' })
      .toString();
    expect(await refused(await add(secret))).toEqual([...invalid, 'private-key']);
    for (const nonsense of [
      '',
      'abc',
      'A'.repeat(44),
      '-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----',
    ])
      expect(await refused(await add(nonsense))).toEqual([...invalid, 'key-unreadable']);
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    expect(privateKey.asymmetricKeyType).toBe('ed25519');
    const asPem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
    expect(await refused(await add(asPem, { name: ' ' }))).toEqual([
      400,
      'malformed-request',
      'name',
      'required',
    ]);
    const unknown = await member(world, [{ role: 'publisher', unit: '' }]);
    const foreign = { province: 'ZZ', name: OWNER, publicKey: asPem };
    expect((await unknown.request('POST', '/api/v1/signing-keys', foreign)).status).toBe(404);
    expect(await world.db.selectFrom('signing_keys').selectAll().execute()).toEqual([]);
    // The same key as PEM and as its raw bytes is one key.
    const added = (await (await add(asPem)).json()) as { id: string; publicKey: string };
    expect(added).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{16}$/) });
    expect(await refused(await add(added.publicKey))).toEqual([
      409,
      'signing-key-registered',
      'publicKey',
      'key-registered',
    ]);
  });

  test('a key of the wrong place says where it is, goes while it has signed nothing, and is registered anew', async () => {
    const world = await openedWorld(database);
    const publisher = await publisherIn(world);
    const { id, publicKey } = await registeredSigner(world);
    const body = { province: 'TT', name: 'Tên khác', publicKey };
    const again = await publisher.request('POST', '/api/v1/signing-keys', body);
    const { code, errors } = (await again.json()) as Refusal;
    expect([again.status, code]).toEqual([409, 'signing-key-registered']);
    expect(errors[0]?.sentence).toContain(`“${OWNER}”, Tỉnh Thử`);
    const remove = (caller: Member) => caller.request('DELETE', `/api/v1/signing-keys/${id}`, {});
    expect((await remove(await member(world, [{ role: 'publisher', unit: 'TT-AN' }]))).status).toBe(403);
    expect((await remove(publisher)).status).toBe(200);
    expect((await remove(publisher)).status).toBe(403);
    expect((await publisher.request('POST', '/api/v1/signing-keys', body)).status).toBe(201);

    // What has signed stays.
    const signed = await published(world);
    const signer = await registeredSigner(world);
    expect((await bring(publisher, signed, await signatureOf(world, signed, signer))).status).toBe(201);
    expect(await refused(await publisher.request('DELETE', `/api/v1/signing-keys/${signer.id}`, {}))).toEqual(
      [409, 'signing-key-registered', 'key', 'key-has-signed'],
    );
  });

  test('verify names the day of Việt Nam on which a key was retired', async () => {
    const world = await openedWorld(database);
    const signed = await published(world);
    const signer = await registeredSigner(world);
    await bring(await publisherIn(world), signed, await signatureOf(world, signed, signer));
    const [own, ...others] = (await file(world, signed)).signatures ?? [];
    if (!own || others.length > 0) throw new Error('one signature was brought');
    const signatures = [{ ...own, retiredAt: '2026-11-20T18:49:00.000Z' }];
    const [found] = signatureFindings({ ...(await file(world, signed)), signatures }, undefined);
    expect(found).toMatchObject({ bad: false, line: expect.stringContaining(', retired 2026-11-21;') });
  });

  test('a server with a key signs what it publishes, once a publisher has registered it', async () => {
    const world = await openedWorld(database);
    const signer = newSigner();
    const environment = { ...world.environment, signer };
    const first = await finishedCampaign(world);
    expect(await publishResult.run(environment, SYSTEM, { campaign: first })).toMatchObject({
      signedBy: null,
    });
    expect((await file(world, first)).signatures).toBeUndefined();
    const publisher = await publisherIn(world);
    const { publicKey } = signer;
    const body = { province: 'TT', name: OWNER, publicKey };
    expect((await publisher.request('POST', '/api/v1/signing-keys', body)).status).toBe(201);
    const second = await finishedCampaign(world);
    expect(await publishResult.run(environment, SYSTEM, { campaign: second })).toMatchObject({
      signedBy: signer.id,
    });
    expect(signatureFindings(await file(world, second), signer)).toMatchObject([{ bad: false }]);
    // It does not sign for a retired key, nor for a province that has not registered it.
    const retire = `/api/v1/signing-keys/${signer.id}/retirement`;
    expect((await publisher.request('PUT', retire, { retired: true })).status).toBe(200);
    const third = await finishedCampaign(world);
    expect(await publishResult.run(environment, SYSTEM, { campaign: third })).toMatchObject({
      signedBy: null,
    });
  });

  test('keys and signatures of the sample go with it', async () => {
    const world = await makeWorld(database);
    await loadSample.run(world.environment, SYSTEM, {});
    const signer = await registeredSigner(world, 'LC');
    const publisher = await member(world, [{ role: 'publisher', unit: '' }]);
    const body = await signatureOf(world, 'lai-chau-2020', signer);
    expect((await bring(publisher, 'lai-chau-2020', body)).status).toBe(201);
    await removeSample.run(world.environment, SYSTEM, {});
    expect(await stored(world)).toEqual([]);
    expect(await world.db.selectFrom('signing_keys').selectAll().execute()).toEqual([]);
  });
});
