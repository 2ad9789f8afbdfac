import { describe, expect, it } from 'vitest';
import { outcomeOf, type Reply } from '../../client/form/send.ts';

const reply = (status: number, body?: unknown): Reply => ({ status, body, retryAfter: null });

/** The server's own word. */
const said = (code: string) => ({ code, errors: [] });

describe('a reply', () => {
  it('with a receipt is the end of it', () => {
    for (const status of [200, 201])
      expect(outcomeOf(reply(status, { receipt: 'AB-12' }))).toEqual({ kind: 'received', receipt: 'AB-12' });
  });

  it.each([401, 408, 425, 429, 500, 502, 503, 504])('of %i passes: it is tried again', (status) => {
    expect(outcomeOf(reply(status, said('storage-unavailable')))).toBeNull();
  });

  it.each([400, 403, 404, 409, 410, 413, 415, 422])('of %i is final', (status) => {
    expect(outcomeOf(reply(status, said('survey-closed')))).toMatchObject({
      kind: 'refused',
      code: 'survey-closed',
    });
  });

  it('of a sign-in page of a public network is no receipt', () => {
    for (const body of [undefined, 'Welcome', { hello: 1 }, { receipt: 7 }])
      expect(outcomeOf(reply(200, body))).toBeNull();
    expect(outcomeOf(reply(302, { receipt: 'AB-12' }))).toBeNull();
  });

  it('of a proxy that refuses is no word of the server', () => {
    for (const body of [undefined, {}, null, 'Forbidden', { code: 403 }])
      for (const status of [403, 404, 422]) expect(outcomeOf(reply(status, body))).toBeNull();
  });

  it('tells which answers a refusal names', () => {
    const errors = [
      { field: 'answers.q05', code: 'required', sentence: '…' },
      { field: 'answers.m1.XX.02', code: 'not-in-scale', sentence: '…' },
      { field: 'clientId', code: 'wrong-type', sentence: '…' },
      'noise',
    ];
    expect(outcomeOf(reply(422, { code: 'answers-invalid', errors }))).toEqual({
      kind: 'refused',
      code: 'answers-invalid',
      violations: [
        { question: 'q05', code: 'required' },
        { question: 'm1', unit: 'XX.02', code: 'not-in-scale' },
      ],
    });
  });
});
