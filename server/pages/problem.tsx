/** The page for what went wrong, in the language of the address. */
import { ProblemPage } from '../../client/public/problem-page.tsx';
import { renderPage } from '../../client/public/render-page.ts';
import type { AppContext } from '../http.ts';
import type { Parts } from '../parts.ts';
import type { Problem } from '../problem.ts';
import { pageContext } from './context.ts';

export async function problemPage(parts: Parts, c: AppContext, problem: Problem): Promise<Response> {
  if (problem.retryAfter !== undefined) c.header('Retry-After', String(problem.retryAfter));
  c.header('Cache-Control', 'no-store');
  const context = await pageContext(parts, c.var.lang);
  // The address may hold a token (decision 18): the page of a problem links to the home page, never back to it.
  return c.html(renderPage(<ProblemPage {...context} code={problem.code} path="/" />), problem.status);
}
