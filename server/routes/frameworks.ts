/** Frameworks for staff: versions and drafts, saved whole, as workbook and JSON file, and what changed between two. */
import { newestForms } from '../../db/queries/forms.ts';
import {
  findStoredFramework,
  frameworkUses,
  listFrameworks,
  type StoredFramework,
} from '../../db/queries/frameworks.ts';
import { listProvinces } from '../../db/queries/units.ts';
import type { Form, Text } from '../../survey-forms/form.ts';
import { type Actor, can } from '../access.ts';
import {
  createFramework,
  draftOf,
  faultsOf,
  removeFramework,
  saveFramework,
} from '../actions/save-framework.ts';
import { feedWarnings } from '../core/feed-warnings.ts';
import type { Framework } from '../core/framework.ts';
import { frameworkDiff } from '../core/framework-diff.ts';
import { frameworkSheet } from '../framework-sheet.ts';
import { createRoutes, demandSomewhere, signedInOf } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { readFrameworkSheet } from '../read-framework-sheet.ts';
import { readWorkbook } from '../read-workbook.ts';
import { shippedFrameworks } from '../sample/shipped-frameworks.ts';
import { sheetProblem } from '../sheet-problem.ts';
import {
  changes,
  create,
  file,
  forms,
  list,
  one,
  readSheet,
  remove,
  save,
  sheet,
  shipped,
  WORKBOOK,
} from './framework-declarations.ts';

const shown = (text: Text) => ({ vi: text.vi, ...(text.en === undefined ? {} : { en: text.en }) });

export function frameworkRoutes({ environment }: Parts) {
  const { db } = environment;

  const find = async (framework: string, number: number): Promise<StoredFramework> => {
    const stored = await findStoredFramework(db, framework, number);
    if (!stored) throw new Problem('not-found');
    return stored;
  };
  const verdictOf = async (framework: Framework) => ({
    faultList: [...faultsOf(framework)],
    warnings: feedWarnings(framework, await newestForms(db)),
  });
  type Version = Omit<StoredFramework, 'framework'>;
  const summary = (stored: Version, uses: Awaited<ReturnType<typeof frameworkUses>>, actor: Actor) => {
    const { id, version: number, title, leaves, locked, sample, province: owner, revision, faults } = stored;
    return {
      ...{ id, version: number, leaves, locked, sample, province: owner, revision, faults },
      title: shown(title),
      mayChange: !locked && can(actor, 'save-framework', owner === null ? null : [owner]),
      campaigns: (uses.get(`${id} ${number}`) ?? []).map((use) => ({ id: use.id, title: shown(use.title) })),
    };
  };

  return createRoutes()
    .openapi(list, async (c) => {
      const { actor } = demandSomewhere(c, 'list-frameworks');
      const uses = await frameworkUses(db);
      const owners = (await listProvinces(db))
        .filter(({ code }) => can(actor, 'save-framework', [code]))
        .map(({ code, name }) => ({ province: code as string | null, name: shown(name) }));
      const everybody = can(actor, 'save-framework', null) ? [{ province: null, name: null }] : [];
      return c.json(
        {
          frameworks: (await listFrameworks(db)).map((stored) => summary(stored, uses, actor)),
          owners: [...everybody, ...owners],
        },
        200,
      );
    })
    .openapi(forms, async (c) => {
      demandSomewhere(c, 'list-frameworks');
      return c.json({ forms: (await newestForms(db)).map(formChoice) }, 200);
    })
    .openapi(shipped, (c) => {
      demandSomewhere(c, 'list-frameworks');
      return c.json({ frameworks: shippedFrameworks() }, 200);
    })
    .openapi(one, async (c) => {
      const { actor } = demandSomewhere(c, 'list-frameworks');
      const params = c.req.valid('param');
      const { framework, ...stored } = await find(params.framework, params.version);
      const verdict = await verdictOf(framework);
      return c.json({ ...summary(stored, await frameworkUses(db), actor), framework, ...verdict }, 200);
    })
    .openapi(sheet, async (c) => {
      demandSomewhere(c, 'list-frameworks');
      const params = c.req.valid('param');
      const { framework, id: name } = await find(params.framework, params.version);
      const bytes = await frameworkSheet(framework);
      return c.body(new Uint8Array(bytes), 200, {
        'Content-Type': WORKBOOK,
        'Content-Disposition': `attachment; filename="${fileName(name)}-${framework.version}.xlsx"`,
      });
    })
    .openapi(file, async (c) => {
      demandSomewhere(c, 'list-frameworks');
      const params = c.req.valid('param');
      const { framework, id: name } = await find(params.framework, params.version);
      c.header('Content-Disposition', `attachment; filename="${fileName(name)}-${framework.version}.json"`);
      return c.json({ kind: 'framework' as const, framework }, 200);
    })
    .openapi(changes, async (c) => {
      const { actor } = demandSomewhere(c, 'list-frameworks');
      const params = c.req.valid('param');
      const query = c.req.valid('query');
      const { framework: newer, ...after } = await find(params.framework, params.version);
      const { framework: older, ...before } = await find(query.framework, query.version);
      const uses = await frameworkUses(db);
      return c.json(
        {
          before: summary(before, uses, actor),
          after: summary(after, uses, actor),
          diff: frameworkDiff(older, newer),
        },
        200,
      );
    })
    .openapi(readSheet, async (c) => {
      demandSomewhere(c, 'save-framework');
      const given = c.req.valid('json');
      const framework = draftOf('file' in given ? await sheetOf(given.file) : given.framework);
      return c.json({ framework, faultList: [...faultsOf(framework)] }, 200);
    })
    .openapi(create, async (c) => {
      const input = c.req.valid('json');
      return c.json(await createFramework.run(environment, signedInOf(c).actor, input), 201);
    })
    .openapi(save, async (c) => {
      const { framework: name, version: number } = c.req.valid('param');
      const input = { id: name, version: number, ...c.req.valid('json') };
      const saved = await saveFramework.run(environment, signedInOf(c).actor, input);
      return c.json({ revision: saved.revision, ...(await verdictOf(input.framework)) }, 200);
    })
    .openapi(remove, async (c) => {
      const { framework: name, version: number } = c.req.valid('param');
      const input = { id: name, version: number, ...c.req.valid('json') };
      return c.json(await removeFramework.run(environment, signedInOf(c).actor, input), 200);
    });
}

export type FrameworkRoutes = ReturnType<typeof frameworkRoutes>;

/** @throws Problem `file-unreadable`, `definition-invalid` with the cells that are wrong */
async function sheetOf(file: string): Promise<Framework> {
  const read = readFrameworkSheet(await readWorkbook(Buffer.from(file, 'base64')));
  if (!read.ok) throw sheetProblem(read.faults);
  return read.framework;
}

/** A draft's id may still be anything; in a header it is letters, digits and signs that harm nothing. */
const fileName = (name: string) => name.replace(/[^a-z0-9_-]/g, '') || 'framework';

function formChoice({ id: form, version: number, title, respondentGroups, sections }: Form) {
  return {
    id: form,
    version: number,
    title: shown(title),
    groups: respondentGroups.map(({ code, text }) => ({ code, text: shown(text) })),
    questions: sections.flatMap((section) =>
      section.questions.map(({ key, text, kind }) => ({
        key,
        text: shown(text),
        kind,
        section: shown(section.title),
      })),
    ),
  };
}
