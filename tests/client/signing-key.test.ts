/** A private key pasted by mistake is known before it is sent. */
import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { isPrivateKey } from '../../client/staff/new-signing-key-dialog.tsx';

it('tells private keys of every PEM form from public ones', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  expect(isPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())).toBe(true);
  expect(isPrivateKey('-----BEGIN OPENSSH PRIVATE KEY-----')).toBe(true);
  expect(isPrivateKey('-----BEGIN ENCRYPTED PRIVATE KEY-----')).toBe(true);
  expect(isPrivateKey(publicKey.export({ format: 'pem', type: 'spki' }).toString())).toBe(false);
  expect(isPrivateKey('MCowBQYDK2VwAyEA')).toBe(false);
});
