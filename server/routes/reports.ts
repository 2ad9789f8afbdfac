/** The report of a published result: its sentences, how it reads, and the document. */
import type { Db } from '../../db/dialect.ts';
import { findCampaign } from '../../db/queries/campaigns.ts';
import type { Actor } from '../access.ts';
import { editReportTemplate } from '../actions/edit-report-template.ts';
import { writeReport } from '../actions/write-report.ts';
import { PLACEHOLDERS, type ReportPart } from '../core/report-template.ts';
import { comparability } from '../core/series.ts';
import { type AppContext, createRoutes, demandRight, demandSomewhere, signedInOf } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { heldProvinces, publishedOf } from '../published-series.ts';
import { bodiesOf, officeSentences } from '../report/office-sentences.ts';
import { type MadeReport, reportContent } from '../report/report-content.ts';
import { reportDocument } from '../report/report-document.ts';
import { reportSource } from '../report/report-source.ts';
import { SHIPPED_TEMPLATES } from '../report/templates.ts';
import { demandWhole } from '../report-faults.ts';
import { choices, download, edit, preview, type ReportContentAnswer, read } from './report-declarations.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

interface Asked {
  readonly campaign: string;
  readonly revision: number;
  readonly compared?: string | undefined;
}

type Drafts = Readonly<Partial<Record<ReportPart, string>>>;

/** @throws Problem `template-invalid` where a sentence has a gap that this program does not know */
async function madeReport(db: Db, asked: Asked, drafts: Drafts = {}) {
  const source = await reportSource(db, asked);
  const { province } = source.view.published.inputs;
  const sentences = await officeSentences(db, province);
  const bodies = bodiesOf(sentences, drafts);
  demandWhole(sentences.map(({ part }) => ({ field: `drafts.${part}`, body: bodies[part] })));
  return { province, sentences, ...reportContent(source, bodies) };
}

/** The answer's schema has no read-only lists. */
const contentOf = ({ content }: Pick<MadeReport, 'content'>) =>
  structuredClone(content) as ReportContentAnswer;

async function choicesOf(db: Db, actor: Actor) {
  const held = await heldProvinces(db, actor, 'write-report');
  const views = (await Promise.all(held.map((province) => publishedOf(db, province)))).flat();
  const headOf = ({ published }: (typeof views)[number]) => {
    const { id, title, year } = published.inputs;
    return { id, title: { ...title }, year };
  };
  return views
    .sort((a, b) => b.published.inputs.year - a.published.inputs.year)
    .map((view) => {
      const earlier = views.filter(
        ({ published }) =>
          published.inputs.year < view.published.inputs.year && comparability(published, view.published).ok,
      );
      return {
        ...headOf(view),
        province: { code: view.published.inputs.province, name: { ...view.province } },
        revisions: view.revisions.map(({ revision, publishedAt }) => ({ revision, publishedAt })),
        earlier: earlier.map(headOf),
      };
    });
}

export function reportRoutes(parts: Parts) {
  const { environment } = parts;
  const { db } = environment;

  /** @throws Problem `not-found`, `forbidden` */
  async function demandReport(c: AppContext, campaign: string): Promise<void> {
    demandSomewhere(c, 'write-report');
    const found = await findCampaign(db, campaign);
    if (!found) throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
    await demandRight(c, parts, 'write-report', found.province);
  }

  return createRoutes()
    .openapi(choices, async (c) => {
      const { actor } = demandSomewhere(c, 'write-report');
      return c.json({ campaigns: await choicesOf(db, actor) }, 200);
    })
    .openapi(read, async (c) => {
      const { campaign, revision } = c.req.valid('param');
      await demandReport(c, campaign);
      const made = await madeReport(db, { campaign, revision, ...c.req.valid('query') });
      const { province, sentences } = made;
      const values = PLACEHOLDERS.map((name) => ({ name, value: made.values[name] }));
      return c.json(
        { province, sentences: sentences.map((one) => ({ ...one })), values, content: contentOf(made) },
        200,
      );
    })
    .openapi(preview, async (c) => {
      const { campaign, revision } = c.req.valid('param');
      await demandReport(c, campaign);
      const { compared, drafts } = c.req.valid('json');
      const made = await madeReport(db, { campaign, revision, compared }, drafts);
      return c.json({ content: contentOf(made) }, 200);
    })
    .openapi(download, async (c) => {
      const asked = { ...c.req.valid('param'), ...c.req.valid('query') };
      await demandReport(c, asked.campaign);
      const { content } = await madeReport(db, asked);
      const bytes = await reportDocument(content);
      await writeReport.run(environment, signedInOf(c).actor, asked);
      const name = `bao-cao-${encodeURIComponent(asked.campaign)}-${asked.revision}.docx`;
      return c.body(new Uint8Array(bytes), 200, {
        'Content-Type': DOCX,
        'Content-Disposition': `attachment; filename="${name}"`,
        'Cache-Control': 'no-store',
      });
    })
    .openapi(edit, async (c) => {
      const { province, part } = c.req.valid('param');
      const input = { province, part, ...c.req.valid('json') };
      const { body, revision } = await editReportTemplate.run(environment, signedInOf(c).actor, input);
      const shipped = SHIPPED_TEMPLATES[part];
      return c.json({ part, body: body ?? shipped, shipped, revision }, 200);
    });
}

export type ReportRoutes = ReturnType<typeof reportRoutes>;
