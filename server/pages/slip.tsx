/**
 * The page behind a slip: the form of the token's survey and unit, and the page on which its code is typed by hand. No
 * line of a log names the address (decision 18), and looking at the form spends nothing.
 */
import { renderPage } from '../../client/public/render-page.ts';
import {
  SLIP_CODE_FIELD,
  SlipEntryPage,
  type SlipEntryPageProps,
} from '../../client/public/slip-entry-page.tsx';
import { findTokenByCode, type Token } from '../../db/queries/tokens.ts';
import type { Lang } from '../../survey-forms/form.ts';
import { parseToken, parseTypedCode } from '../../survey-forms/token.ts';
import { dayOf, windowAt } from '../core/calendar.ts';
import { type AppContext, createRoutes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { canonicalToken, isMistyped, tokenKeysOf } from '../token-keys.ts';
import { standingProblem } from '../token-standing.ts';
import { pageContext } from './context.ts';
import { formDesk, NO_UNIT } from './form.tsx';

/** The QR is written in capitals, which makes it smaller; so is the address in it. */
const SLIP_PATHS = ['/p/:token', '/P/:token'];

/** Longer than any code with what may be typed between its signs. */
const LONGEST = 40;

export function slipRoutes(parts: Parts, lang: Lang) {
  const { environment, limits } = parts;
  const desk = formDesk(parts, lang);

  /** @param text token or typed code, in its one spelling. @throws Problem `slow-down` */
  async function find(c: AppContext, text: string): Promise<Token | null> {
    const sender = limits?.senderOf(c) ?? null;
    await limits?.slipTries.admit(sender);
    const { tokenHash, codeHash } = tokenKeysOf(text);
    const found = await findTokenByCode(environment.db, codeHash);
    if (found && (tokenHash === null || tokenHash === found.tokenHash)) return found;
    await limits?.slipTries.noteUnknown(sender);
    return null;
  }

  async function fillingOf(token: Token, text: string) {
    return { ...(await desk.filling(token.survey, token.unit || NO_UNIT)), token: text };
  }

  async function showEntry(c: AppContext, asked: Pick<SlipEntryPageProps, 'typed' | 'wrong'>) {
    c.header('Cache-Control', 'no-store');
    const context = await pageContext(parts, lang);
    return c.html(renderPage(<SlipEntryPage {...context} {...asked} />), asked.wrong ? 422 : 200);
  }

  /** The form, or what stands against it: that the survey is over says more than that its slips have run out with it. */
  async function showSlip(c: AppContext, text: string, typed: string) {
    const token = await find(c, text);
    if (!token) return showEntry(c, { typed, wrong: 'unknown' });
    const at = await fillingOf(token, text);
    const today = dayOf(environment.now());
    const problem = standingProblem(token, today);
    const isOver = windowAt(at.entry.survey, today) === 'over';
    if (problem !== null && !(problem === 'token-expired' && isOver)) throw new Problem(problem);
    return desk.show(c, at);
  }

  return createRoutes()
    .get('/p', async (c) => {
      const asked = c.req.query(SLIP_CODE_FIELD);
      if (asked === undefined) return showEntry(c, { typed: '', wrong: null });
      const typed = asked.trim().slice(0, LONGEST);
      const code = parseTypedCode(typed);
      const text = code.ok ? code.code : parseToken(typed);
      if (text !== null) return showSlip(c, text, typed);
      return showEntry(c, { typed, wrong: code.ok ? null : code.reason });
    })
    .on('GET', SLIP_PATHS, async (c) => {
      const text = canonicalToken(c.req.param('token') ?? '');
      const code = parseTypedCode(text);
      if (!code.ok && isMistyped(text)) return showEntry(c, { typed: '', wrong: code.reason });
      return showSlip(c, text, '');
    })
    .post('/p/:token', async (c) => {
      const text = canonicalToken(c.req.param('token'));
      const token = await find(c, text);
      if (!token) throw new Problem(isMistyped(text) ? 'token-mistyped' : 'unknown-token');
      return desk.receive(c, await fillingOf(token, text));
    });
}
