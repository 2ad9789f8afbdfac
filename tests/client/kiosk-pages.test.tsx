import { renderToString } from 'preact-render-to-string';
import { afterEach, describe, expect, it, vi as mock } from 'vitest';
import { KioskPage } from '../../client/kiosk/kiosk-page.tsx';
import { postAnswer, standingOf } from '../../client/kiosk/kiosk-server.ts';
import type { Kiosk } from '../../client/staff/api.ts';
import { KioskTable } from '../../client/staff/kiosk-table.tsx';
import { attributes, elements, textOf } from './markup.ts';

const kiosk: Kiosk = {
  id: 'k1',
  survey: 's1',
  surveyTitle: { vi: 'Hài lòng' },
  unit: 'TT-AN',
  unitName: { vi: 'Sở An' },
  counter: 'Quầy số 2',
  state: 'active',
  enrolUntil: null,
  seenAt: '2026-06-15T05:00:00.000Z',
  silent: false,
  waiting: 3,
  quarantined: 1,
  answers: 1204,
};

const table = (more: Partial<Kiosk> = {}) =>
  renderToString(<KioskTable kiosks={[{ ...kiosk, ...more }]} onRenew={() => {}} onRevoke={() => {}} />);

describe('the kiosks that staff see', () => {
  it('say where they stand, how they are and what they hold', () => {
    const cells = elements(table(), 'td').map(textOf);
    expect(cells.slice(0, 4)).toEqual(['đang dùng Liên lạc gần nhất: 15/06/2026 12:00', '1.204', '3', '1']);
    expect(textOf(elements(table(), 'tbody').join(''))).toContain('Sở An · Quầy số 2');
  });

  it('are flagged when they are silent, and offer no second revocation', () => {
    const silent = textOf(table({ silent: true }));
    expect(silent).toContain('im lặng hơn 2 giờ');
    expect(silent).not.toContain('đang dùng');
    const revoked = table({ state: 'revoked', seenAt: null });
    expect(textOf(revoked)).toContain('đã thu hồi Liên lạc gần nhất: chưa lần nào');
    expect(elements(revoked, 'button').map(textOf)).not.toContain('Thu hồi');
  });
});

describe('the page of a device', () => {
  const assets = { styles: ['/assets/kiosk.css'], scripts: ['/assets/kiosk.js'] };
  const html = renderToString(<KioskPage lang="vi" sample assets={assets} />);

  it('carries every language and no survey, and says that it needs script', () => {
    const data = /<template id="page-data">(.*?)<\/template>/.exec(html)?.[1] ?? '';
    const page = JSON.parse(textOf(data).replaceAll('&quot;', '"'));
    expect(page.lang).toBe('vi');
    expect(page.languages.map(({ lang, name }: { lang: string; name: string }) => [lang, name])).toEqual([
      ['vi', 'Tiếng Việt'],
      ['en', 'English'],
    ]);
    expect(Object.keys(page.languages[0].problems)).toContain('wrong-pin');
    expect(Object.keys(page).sort()).toEqual(['lang', 'languages']);
    expect(textOf(elements(html, 'noscript').join(''))).toContain('cần JavaScript');
    expect(attributes(html, 'hreflang')).toEqual(['vi', 'en']);
  });
});

describe('the sender of a device', () => {
  const answers = (status: number, body: object) =>
    mock.stubGlobal(
      'fetch',
      mock.fn(async () => new Response(JSON.stringify(body), { status })),
    );
  afterEach(() => mock.unstubAllGlobals());

  it('shows its secret in a header, as it is at that moment', async () => {
    answers(201, { receipt: 'ABC' });
    let secret: string | null = null;
    const post = postAnswer(
      () => secret,
      () => {},
    );
    await expect(post('{}')).rejects.toThrow();
    expect(fetch).not.toHaveBeenCalled();
    secret = 'a-secret';
    expect(await post('{}')).toMatchObject({ status: 201, body: { receipt: 'ABC' } });
    const [, init] = mock.mocked(fetch).mock.calls[0] ?? [];
    expect(init).toMatchObject({ credentials: 'omit', headers: { authorization: 'Kiosk a-secret' } });
  });

  it('takes a refusal of the device for none of the answer', async () => {
    const refused: string[] = [];
    const post = postAnswer(
      () => 'a-secret',
      (standing) => refused.push(standing),
    );
    answers(403, { code: 'kiosk-revoked' });
    await expect(post('{}')).rejects.toThrow('revoked');
    answers(401, { code: 'kiosk-unknown' });
    await expect(post('{}')).rejects.toThrow('unknown');
    answers(410, { code: 'survey-closed' });
    expect(await post('{}')).toMatchObject({ status: 410 });
    expect(refused).toEqual(['revoked', 'unknown']);
    expect(standingOf('toString')).toBeNull();
  });
});
