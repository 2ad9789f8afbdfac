import { say } from '../../survey-forms/form.ts';
import { provinceUnitScreen } from './addresses.ts';
import type { SideNames } from './compare-result.tsx';
import { byName, type Choice, type ComparedQuery } from './compare-view.ts';
import { useLanguage } from './language.tsx';

interface GroupUnitsProps {
  readonly query: ComparedQuery;
  readonly choice: Choice;
  readonly sides: SideNames;
}

/** Of which units the means are; each leads to its page. */
export function GroupUnits({ query, choice, sides }: GroupUnitsProps) {
  const { lang, words } = useLanguage();
  const unitsOf = (key: string) => {
    const group = choice.groups.find((one) => one.key === key);
    return byName(choice.units.filter(({ code }) => group?.units.includes(code)));
  };
  return (
    <section class="block">
      <h2>{words.staff.compare.groupUnits}</h2>
      <div class="group-units">
        {(['left', 'right'] as const).map((side) => (
          <div key={side}>
            <h3>{sides[side]}</h3>
            <ul>
              {unitsOf(query[side]).map(({ code, name }) => (
                <li key={code}>
                  <a href={provinceUnitScreen(choice.id, code)}>{say(name, lang)}</a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
