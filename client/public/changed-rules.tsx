import type { ChangedRules, NamedUnit } from '../../server/core/series.ts';
import { type Lang, say } from '../../survey-forms/form.ts';
import { wordsOf } from '../words/words-of.ts';

interface ChangedRulesNoteProps {
  readonly changed: ChangedRules;
  readonly newUnits: readonly NamedUnit[];
  readonly goneUnits: readonly NamedUnit[];
  readonly lang: Lang;
}

/** What is another rule or another list in the later year: said beside the figures, never hidden (domain §8). */
export function ChangedRulesNote({ changed, newUnits, goneUnits, lang }: ChangedRulesNoteProps) {
  const { changed: text } = wordsOf(lang).staff.compare;
  const names = (units: readonly NamedUnit[]) => units.map(({ name }) => say(name, lang)).join(', ');
  const said = [
    ...(changed.framework ? [text.framework] : []),
    ...changed.settings.map((setting) => text.settings[setting]),
    ...changed.policies.map((policy) => text.policies[policy]),
    ...(newUnits.length > 0 ? [text.newUnits(names(newUnits))] : []),
    ...(goneUnits.length > 0 ? [text.goneUnits(names(goneUnits))] : []),
  ];
  if (said.length === 0) return null;
  return (
    <div class="note info">
      <p>
        <b>{text.title}</b>
      </p>
      <ul class="places">
        {said.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </div>
  );
}
