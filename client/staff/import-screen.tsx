import { useState } from 'preact/hooks';
import type { Operation } from '../../server/access.ts';
import { CAMPAIGNS, OPEN_SURVEY, UNIT_LIST } from './addresses.ts';
import { answerOf, campaigns } from './api.ts';
import { type Checked, ImportOutcome } from './import-outcome.tsx';
import { useLanguage } from './language.tsx';
import { FileDrop, JSON_FILES } from './parts/file-drop.tsx';
import { Screen } from './parts/screen.tsx';
import { KINDS, type Kind, readDefinition } from './read-file.ts';
import { SampleLoader } from './sample-loader.tsx';
import { mayAny, type Session, useSession } from './session.ts';
import { troubleOf } from './trouble.ts';

const OPERATION: Readonly<Record<Kind, Operation>> = {
  units: 'import-units',
  form: 'import-form',
  framework: 'import-framework',
  campaign: 'import-campaign',
};

/** A file chosen or dropped is checked whole by the server; with one fault nothing is loaded (decision 16). */
export function ImportScreen() {
  const { words } = useLanguage();
  const session = useSession();
  const { imports } = words.staff;
  const [checked, setChecked] = useState<Checked | null>(null);
  const kinds = KINDS.filter((kind) => mayAny(session, [OPERATION[kind]]));
  const units = mayAny(session, ['import-units', 'import-dossiers']) && (
    <a class="button quiet" href={UNIT_LIST}>
      {words.staff.unitList.title}
    </a>
  );
  const take = async (file: File) => {
    setChecked({ is: 'reading', name: file.name });
    setChecked(await importFile(file, session));
  };
  return (
    <Screen title={imports.title} actions={units}>
      <p>{imports.lead}</p>
      <p class="muted">
        {imports.mayImport(kinds.map((kind) => imports.kinds[kind]).join(', '))} {imports.order}
      </p>
      <FileDrop
        label={imports.choose}
        hint={imports.drop}
        accept={JSON_FILES}
        onFile={(file) => void take(file)}
      />
      <ImportOutcome checked={checked} next={<NextStep checked={checked} />} />
      <SampleLoader />
    </Screen>
  );
}

/** Reads, sends, and says how it went; never throws. */
async function importFile(file: File, session: Session): Promise<Checked> {
  const { name } = file;
  const read = readDefinition(await file.text());
  if (read.is !== 'definition') return { ...read, name };
  const { definition } = read;
  if (!mayAny(session, [OPERATION[definition.kind]]))
    return { is: 'not-allowed', name, kind: definition.kind };
  try {
    return { is: 'loaded', name, ...(await answerOf(campaigns.imports.$post({ json: definition }))) };
  } catch (error) {
    return { is: 'refused', name, trouble: troubleOf(error), definition };
  }
}

/** What usually follows: a campaign after its parts, a survey after a form. */
function NextStep({ checked }: { readonly checked: Checked | null }) {
  const { words } = useLanguage();
  const session = useSession();
  const { imports, campaigns: list, surveys } = words.staff;
  if (checked?.is !== 'loaded') return null;
  const steps = [
    { kind: 'campaign', may: 'list-campaigns', href: CAMPAIGNS, title: list.title },
    { kind: 'form', may: 'open-survey', href: OPEN_SURVEY, title: surveys.open },
  ] as const;
  const step = steps.find((one) => one.kind === checked.kind && mayAny(session, [one.may]));
  return step ? (
    <p>
      {imports.next}: <a href={step.href}>{step.title}</a>
    </p>
  ) : null;
}
