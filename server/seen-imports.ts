/** Who may see which import, and the survey whose sheets it brings. */
import { findSheetImport, readImportBlock, type SheetImport } from '../db/queries/sheet-imports.ts';
import { columnsOfImport } from './actions/import-sheets.ts';
import type { SheetColumns } from './core/sheet-columns.ts';
import { type AppContext, demandRight, demandSomewhere } from './http.ts';
import type { Parts } from './parts.ts';
import { Problem } from './problem.ts';
import { type FaultList, unpackFaults } from './sheet-faults.ts';
import { SurveyBook, type SurveyEntry } from './survey-book.ts';

/** What is wrong with the rows of an import. */
export interface SeenFaults {
  readonly found: SheetImport;
  readonly columns: SheetColumns;
  readonly faults: FaultList;
}

export class SeenImports {
  readonly book: SurveyBook;

  constructor(private readonly parts: Parts) {
    this.book = new SurveyBook(parts.environment.db);
  }

  /** The survey, for whoever may import its sheets. @throws Problem */
  async survey(c: AppContext, id: string): Promise<SurveyEntry> {
    demandSomewhere(c, 'import-sheets');
    const entry = await this.book.find(id);
    if (!entry) throw new Problem('unknown-survey', [{ field: 'survey', code: 'unknown-survey' }]);
    await demandRight(c, this.parts, 'import-sheets', entry.survey.province);
    return entry;
  }

  /** @throws Problem */
  async import(c: AppContext, id: string): Promise<SheetImport> {
    demandSomewhere(c, 'import-sheets');
    const found = await findSheetImport(this.parts.environment.db, id);
    if (!found) throw new Problem('not-found', [{ field: 'import', code: 'not-found' }]);
    await demandRight(c, this.parts, 'import-sheets', found.province);
    return found;
  }

  /** @throws Problem */
  async faults(c: AppContext, id: string): Promise<SeenFaults> {
    const found = await this.import(c, id);
    const entry = await this.book.find(found.survey);
    if (!entry) throw new Error(`import ${id} belongs to no survey`);
    const block = (await readImportBlock(this.parts.environment.db, id, 'faults')) ?? new Uint8Array();
    return { found, columns: columnsOfImport(entry, found), faults: await unpackFaults(block) };
  }
}
