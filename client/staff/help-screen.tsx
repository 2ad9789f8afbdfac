/** A short guide for each role, one's own first, and what the words mean. */
import type { Guide } from '../words/help-vi.ts';
import { useLanguage } from './language.tsx';
import { Screen } from './parts/screen.tsx';
import { useSession } from './session.ts';

export function HelpScreen() {
  const { words } = useLanguage();
  const { account } = useSession();
  const { help } = words.staff;
  const roles: Readonly<Record<string, string>> = words.staff.accounts.roles;
  const held = new Set(account.grants.map(({ role }) => role));
  const guides = Object.entries(help.guides);
  const [own, others] = [true, false].map((mine) => guides.filter(([role]) => held.has(role) === mine));
  return (
    <Screen title={help.title}>
      <p class="lead">{help.lead}</p>
      <h2>{help.yours}</h2>
      {own?.length === 0 && <p class="empty">{help.none}</p>}
      {own?.map(([role, guide]) => (
        <section key={role} class="block" aria-label={roles[role]}>
          <h3>{roles[role]}</h3>
          <GuideText guide={guide} />
        </section>
      ))}
      <h2>{help.others}</h2>
      {others?.map(([role, guide]) => (
        <details key={role} class="guide">
          <summary>{roles[role]}</summary>
          <GuideText guide={guide} />
        </details>
      ))}
      <h2 id="tu-ngu">{help.glossary}</h2>
      <dl class="glossary">
        {help.terms.map(({ term, meaning }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p class="small muted">{help.keys}</p>
    </Screen>
  );
}

function GuideText({ guide }: { readonly guide: Guide }) {
  return (
    <>
      <p>{guide.lead}</p>
      <ol>
        {guide.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </>
  );
}
