import { useState } from 'preact/hooks';
import type { UnitPage } from './api.ts';
import { CommentsSection } from './survey-comments-section.tsx';

/** What was written of the unit in the surveys of this result, as far as it was released (decision 21). */
export function CommentsOfUnit({ page }: { readonly page: UnitPage }) {
  const surveys = [...new Set(page.items.flatMap((form) => form.surveys))];
  return (
    <>
      {surveys.map((survey) => (
        <CommentsOfSurvey key={`${survey} ${page.unit.code}`} survey={survey} page={page} />
      ))}
    </>
  );
}

function CommentsOfSurvey({ survey, page }: { readonly survey: string; readonly page: UnitPage }) {
  const [search, setSearch] = useState('');
  const { unit } = page;
  return (
    <CommentsSection survey={survey} units={[unit]} unit={unit.code} search={search} onSearch={setSearch} />
  );
}
