/** Words about signatures of publications, in English: for staff, and on the page of the method. */
import { formatCount } from '../format.ts';
import type { signaturesVi } from './signatures-vi.ts';

const n = (count: number) => formatCount(count, 'en');

export const signaturesEn: typeof signaturesVi = {
  title: 'Signatures',
  lead: 'The published file carries an Ed25519 signature by a key that the office keeps. The private key need not be on the server: sign on another machine and bring the signature here.',
  steps: [
    'On the machine that keeps the key, make one: npm run -s cli -- sign-key new khoa-ky.pem. The command prints the public key.',
    'Register the public key on this page.',
    'Download the published file, carry it to the machine with the key and sign it: npm run -s cli -- sign cong-bo.json --key khoa-ky.pem.',
    'Bring the signature file here. The server checks it before taking it.',
  ],
  keys: 'Registered keys',
  noKeys: 'No key is registered.',
  addKey: 'Register a key',
  addKeyTitle: 'Register a public key',
  province: 'Province',
  name: 'Who signs',
  nameHint: 'As it will stand on the public page: the office and its province.',
  publicKey: 'Public key',
  publicKeyHint:
    'The line that the command sign-key prints, or a whole PEM file that begins with BEGIN PUBLIC KEY. Never paste a private key.',
  added: (name) => `The key of ${name} is registered.`,
  fingerprint: 'Fingerprint',
  addedAt: 'Registered',
  state: 'State',
  active: 'in use',
  retired: (day) => `retired on ${day}`,
  retire: 'Retire',
  wasRetired: (name) => `The key of ${name} is retired. Signatures made with it stay.`,
  again: 'Use again',
  usedAgain: (name) => `The key of ${name} is in use again.`,
  remove: 'Take away',
  removed: (name) => `The key of ${name} was taken away.`,
  serverKey: (id) => `The server holds the key ${id} and signs whatever is published.`,
  serverKeyUnknown: (id) =>
    `The server holds the key ${id}, but no province in use has registered it: what is published is not signed. Register its public key.`,
  registerServerKey: 'Register this key',

  publications: 'Publications',
  noPublications: 'Nothing has been published.',
  noPublicationsNext: 'The signature of whatever is published is brought here.',
  revision: (revision, day) => `Revision ${n(revision)}, published ${day}`,
  hash: 'Hash that is signed',
  file: 'Download the published file',
  unsigned: 'not signed',
  signedBy: (name, fingerprint) => `${name}, key ${fingerprint}`,
  broughtAt: (at) => `taken ${at}`,
  bring: 'Bring a signature',
  brought: (name) => `The signature of ${name} was taken.`,
  notAFile: 'This is no signature file: choose the .chu-ky.json file that the command sign writes.',
  outdated:
    'This signature is of an earlier form of the file; the published file now reads otherwise, sign it again.',

  places: {
    'key-unreadable': 'This is no public key.',
    'private-key':
      'This is a private key. Send it nowhere: paste the public key, and better make a new pair.',
    'key-of-other-kind': 'This key is of the kind {kind}. Only Ed25519 keys are taken.',
    'key-registered':
      'The key {key} is registered for “{owner}”, {place}. If that is a mistake and it has signed nothing, take it away there and register it again.',
    'key-has-signed': 'The key {key} has signed a publication and cannot be taken away; retire it.',
    'key-unknown': 'The key {key} is not registered for this province. Register its public key first.',
    'key-retired': 'The key {key} was retired on {day} and signs nothing new.',
    'other-file':
      'This is the signature of another file: it signs the hash {signed}, this publication has the hash {hash}.',
    'wrong-signature':
      'The signature does not fit the key and the hash: the signature file was changed or damaged.',
    'signature-unreadable': 'This is no Ed25519 signature.',
    'already-signed': 'This publication has a signature by the key {key} already.',
    'name-too-long': 'The name is longer than 200 characters.',
  },

  public: {
    title: 'Signature',
    none: 'This published file has not been signed.',
    by: (name) => `${name} signed the published file.`,
    key: 'Fingerprint of the key',
    keyText: 'Public key',
    retired: (day) => `The key was retired on ${day}; signatures made before can still be checked.`,
    check:
      'To be sure that the file is the office’s, hold the fingerprint against the one that the office has made known elsewhere, then check by the command:',
  },
};
