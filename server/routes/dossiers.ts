/** Dossiers of the one-stop software: a file is brought, checked and begun, with what is wrong in it; or a list comes as JSON. */
import type { z } from '@hono/zod-openapi';
import { languages, wordsOf } from '../../client/words/words-of.ts';
import { findAccount } from '../../db/queries/accounts.ts';
import {
  type DossierImport,
  findDossierImport,
  listDossierImports,
  readDossierFaults,
} from '../../db/queries/dossier-imports.ts';
import { listProcedures } from '../../db/queries/procedures.ts';
import { listProvinces, listUnits } from '../../db/queries/units.ts';
import type { Lang } from '../../survey-forms/form.ts';
import { beginDossierImport, takeDossiers } from '../actions/import-dossiers.ts';
import { type Dossier, type DossierCells, type DossierContext, readDossier } from '../core/check-dossier.ts';
import { DOSSIER_COLUMNS, type DossierColumn } from '../core/dossier-columns.ts';
import {
  type DossierRowFault,
  type DossierRowFaultCode,
  dossierKindSentence,
  dossierSentence,
  placeOf,
} from '../dossier-faults.ts';
import { type DossierImports, dossierContext } from '../dossier-import/dossier-imports.ts';
import { LARGEST_DOSSIER_FILE } from '../dossier-import/prepare-file.ts';
import { dossierSample, faultyDossiersCsv, headingOf } from '../dossier-import/write-dossier-file.ts';
import { heldProvince, heldProvinces } from '../held-province.ts';
import {
  type AppContext,
  bytesOf,
  createRoutes,
  demandRight,
  demandSomewhere,
  signedInOf,
  UPLOAD_TYPES,
} from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem, type ProblemPlace } from '../problem.ts';
import { type FaultList, unpackFaults } from '../sheet-faults.ts';
import {
  begin,
  bring,
  discard,
  faults,
  faultyRows,
  type importSchema,
  list,
  one,
  sample,
  send,
  type sentDossier,
} from './dossier-declarations.ts';

const RIGHT = 'import-dossiers';
const MOST_PLACES = 100;
const MOST_SHOWN = 1000;

export function dossierRoutes(parts: Parts) {
  const { environment } = parts;
  const { db } = environment;

  /** @throws Problem `not-found` where the server has no folder for them, as in tests */
  function imports(): DossierImports {
    if (!parts.dossierImports) throw new Problem('not-found');
    return parts.dossierImports;
  }

  /** @throws Problem */
  async function seen(c: AppContext): Promise<DossierImport> {
    demandSomewhere(c, RIGHT);
    const found = await findDossierImport(db, c.req.param('import') ?? '');
    if (!found) throw new Problem('not-found', [{ field: 'import', code: 'not-found' }]);
    await demandRight(c, parts, RIGHT, found.province);
    return found;
  }

  async function viewOf(found: DossierImport): Promise<z.infer<typeof importSchema>> {
    const { fileHash: _h, movedAt: _m, broughtBy, ...shown } = found;
    const isUnderWay = found.state === 'running' || found.state === 'checking';
    return {
      ...shown,
      judged: parts.dossierImports?.judgedOf(found.id) ?? null,
      broughtBy: (await findAccount(db, broughtBy))?.name ?? broughtBy,
      alive: isUnderWay && imports().isAlive(found),
    };
  }

  return createRoutes()
    .openapi(list, async (c) => {
      const { province } = c.req.valid('query');
      const held =
        province === undefined
          ? await heldProvinces(c, parts, RIGHT)
          : [await heldProvince(c, parts, RIGHT, province)];
      if (held.length === 0) throw new Problem('forbidden');
      const all = (await Promise.all(held.map((code) => listDossierImports(db, code)))).flat();
      const views = await Promise.all(all.map(viewOf));
      const provinces = (await listProvinces(db)).filter(({ code }) => held.includes(code));
      return c.json({ provinces, imports: views.sort((a, b) => (a.broughtAt < b.broughtAt ? 1 : -1)) }, 200);
    })
    .openapi(bring, async (c) => {
      const { name, province: asked } = c.req.valid('query');
      const province = await heldProvince(c, parts, RIGHT, asked);
      if (Number(c.req.header('Content-Length') ?? 0) > LARGEST_DOSSIER_FILE)
        throw new Problem('file-too-large', [{ field: 'file', code: 'dossier-file-too-large', values: {} }]);
      const { id, repeated } = await imports().bring(signedInOf(c).actor, {
        ...{ province, name: name.split(/[\\/]/).at(-1) ?? name, bytes: bytesOf(c) },
      });
      const found = await findDossierImport(db, id);
      if (!found) throw new Problem('not-found');
      return c.json({ ...(await viewOf(found)), repeated }, 201);
    })
    .openapi(one, async (c) => c.json(await viewOf(await seen(c)), 200))
    .openapi(begin, async (c) => {
      const { actor } = signedInOf(c);
      const { id } = await seen(c);
      const begun = await beginDossierImport.run(environment, actor, { id, ...c.req.valid('json') });
      if (begun.state === 'running') void imports().run(id, actor);
      return c.json(await viewOf(begun), 200);
    })
    .openapi(discard, async (c) => {
      const { id } = await seen(c);
      await imports().discard(signedInOf(c).actor, id);
      return c.json({ discarded: true as const }, 200);
    })
    .openapi(faults, async (c) => {
      const { id } = await seen(c);
      const found = await unpackFaults<DossierRowFaultCode>(await readDossierFaults(db, id));
      return c.json(faultView(found, c.var.lang), 200);
    })
    .openapi(faultyRows, async (c) => {
      const { id, fileName } = await seen(c);
      const lang = known(c.req.valid('query').lang);
      const found = await unpackFaults<DossierRowFaultCode>(await readDossierFaults(db, id));
      const name = `${wordsOf(lang).staff.dossiers.fileNames.badRows}-${fileName.replace(/\.\w+$/, '')}`;
      return c.body(streamed(faultyDossiersCsv(found.rows(), lang)), 200, attachment(name));
    })
    .openapi(sample, async (c) => {
      const { province: asked, lang: wanted } = c.req.valid('query');
      const lang = known(wanted);
      const province = await heldProvince(c, parts, RIGHT, asked);
      const [procedure] = await listProcedures(db, province);
      const unit = (await listUnits(db, province)).find(({ code }) => code !== province);
      const codes = { procedure: procedure?.code ?? 'TTHC-01', unit: unit?.code ?? province };
      const name = wordsOf(lang).staff.dossiers.fileNames.sample;
      return c.body(dossierSample(lang, codes), 200, attachment(name));
    })
    .openapi(send, async (c) => {
      const { province: asked, replace, dossiers: sent } = c.req.valid('json');
      const province = await heldProvince(c, parts, 'send-dossiers', asked);
      const dossiers = readSent(sent, await dossierContext(environment, province));
      const { actor } = signedInOf(c);
      return c.json(await takeDossiers.run(environment, actor, { province, dossiers, replace }), 200);
    });
}

/** As the row of a file, so that both are held to the same rules. */
const cellsOf = (one: z.infer<typeof sentDossier>): DossierCells => ({
  ...{ dossier: one.dossier, procedure: one.procedure, unit: one.unit, official: one.official ?? '' },
  ...{ received: one.received, due: one.due, returned: one.returned ?? '' },
  pauses: (one.pauses ?? []).map(({ from, to }) => `${from} → ${to}`).join('; '),
  online: one.online == null ? '' : one.online ? '1' : '0',
});

/** @throws Problem `definition-invalid` with every place that is wrong */
function readSent(sent: readonly z.infer<typeof sentDossier>[], context: DossierContext): Dossier[] {
  const places: ProblemPlace[] = [];
  const byCode = new Map<string, { readonly position: number; readonly text: string }>();
  const dossiers = sent.flatMap((one, i) => {
    const { dossier, faults: wrong } = readDossier(cellsOf(one), context);
    places.push(...wrong.map((fault) => placeOf(`dossiers[${i}].${fault.column}`, fault)));
    if (!dossier) return [];
    const text = JSON.stringify(dossier);
    const twin = byCode.get(dossier.code);
    if (twin && twin.text !== text)
      places.push(
        placeOf(`dossiers[${i}].dossier`, {
          ...{ column: 'dossier', code: 'twice-otherwise', limit: `dossiers[${twin.position}]` },
        }),
      );
    if (!twin) byCode.set(dossier.code, { position: i, text });
    return [dossier];
  });
  if (places.length > 0) throw new Problem('definition-invalid', places.slice(0, MOST_PLACES));
  return dossiers;
}

function faultView({ kinds, rows }: FaultList<DossierRowFaultCode>, lang: Lang) {
  const counted = Object.entries(kinds) as [DossierRowFaultCode, number][];
  const shown: { row: number; column: string; value: string; code: string; sentence: string }[] = [];
  for (const { row, cells, faults: wrong } of rows()) {
    for (const fault of wrong.slice(0, MOST_SHOWN - shown.length))
      shown.push({ row, ...shownFault(fault, cells, lang) });
    if (shown.length >= MOST_SHOWN) break;
  }
  return {
    total: counted.reduce((sum, [, count]) => sum + count, 0),
    kinds: counted
      .sort(([, a], [, b]) => b - a)
      .map(([code, count]) => ({ code, sentence: dossierKindSentence(code, lang), count })),
    faults: shown,
  };
}

function shownFault(fault: DossierRowFault, cells: readonly string[], lang: Lang) {
  const column = fault.column as DossierColumn;
  const value = (cells[DOSSIER_COLUMNS.indexOf(column)] ?? '').slice(0, 80);
  return { column: headingOf(column, lang), value, code: fault.code, sentence: dossierSentence(fault, lang) };
}

/** Only a language that the server speaks; Vietnamese otherwise. */
const known = (code: string): Lang => languages().find((one) => one === code) ?? 'vi';

/** A name in any letters (RFC 6266, RFC 8187). */
function attachment(name: string) {
  const named = encodeURIComponent(`${name}.csv`).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return {
    'Content-Type': `${UPLOAD_TYPES.csv}; charset=utf-8`,
    'Content-Disposition': `attachment; filename*=UTF-8''${named}`,
    'Cache-Control': 'no-store',
  };
}

/** Piece by piece, as it is asked for. */
function streamed(text: Generator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: (controller) => {
      const next = text.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
  });
}

export type DossierRoutes = ReturnType<typeof dossierRoutes>;
