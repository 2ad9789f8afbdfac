import type { DossierCounts } from '../../server/core/dossier-time.ts';
import type { RatingResult } from '../../server/core/rating-result.ts';
import { say } from '../../survey-forms/form.ts';
import { formatCount } from '../format.ts';
import { DOSSIER_FILES } from './addresses.ts';
import { useLanguage } from './language.tsx';
import { mayAny, useSession } from './session.ts';

const COLUMNS = ['early', 'onTheDay', 'late', 'open', 'overdue'] as const satisfies (keyof DossierCounts)[];

/** Dossiers that a quarter knows of: returned in it, or still out at its end (the overdue ones are among these). */
export const dossiersKnown = ({ early, onTheDay, late, open }: DossierCounts): number =>
  early + onTheDay + late + open;

/** Dossiers by agency: how they kept their day, and what is still out, counted and without points. */
export function RatingDossiers({ result }: { readonly result: RatingResult }) {
  const { lang, words } = useLanguage();
  const session = useSession();
  const { dossiers: text, agency } = words.staff.ratings;
  const units = result.units.filter(({ dossiers }) => dossiersKnown(dossiers) > 0);
  return (
    <section class="block">
      <h2>{text.title}</h2>
      <p class="muted">{text.lead}</p>
      {units.length === 0 ? (
        <div class="empty">
          <p>{text.none}</p>
          {mayAny(session, ['import-dossiers']) && (
            <p>
              <a href={DOSSIER_FILES}>{text.noneImport}</a>
            </p>
          )}
        </div>
      ) : (
        <table class="rating-grid">
          <thead>
            <tr>
              <th scope="col">{agency}</th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" class="n wide">
                  {text[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {units.map(({ unit, name, dossiers }) => (
              <tr key={unit}>
                <th scope="row">
                  {say(name, lang)}
                  <span class="narrow small">
                    {COLUMNS.map((column) => `${text[column]} ${formatCount(dossiers[column], lang)}`).join(
                      ' · ',
                    )}
                  </span>
                </th>
                {COLUMNS.map((column) => (
                  <td key={column} class="n wide">
                    {formatCount(dossiers[column], lang)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {result.unrated > 0 && <p class="small muted after-table">{text.unrated(result.unrated)}</p>}
    </section>
  );
}
