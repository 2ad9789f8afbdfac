import { useState } from 'preact/hooks';
import type { Role } from '../../server/access.ts';
import { useLanguage } from './language.tsx';
import { Field } from './parts/field.tsx';
import type { UnitInTree } from './unit-tree.ts';
import { useGrantWords } from './use-grant-words.ts';

/** A role for one unit and all below it; `unit` '' = everywhere. */
export interface Grant {
  readonly role: Role;
  readonly unit: string;
}

interface GrantFieldsProps {
  readonly grants: readonly Grant[];
  readonly units: readonly UnitInTree[];
  onChange(grants: readonly Grant[]): void;
}

/** The roles held so far, each with a way to take it away, and one more to choose. */
export function GrantFields({ grants, units, onChange }: GrantFieldsProps) {
  const { words } = useLanguage();
  const { accounts: text } = words.staff;
  const { roleName, unitName } = useGrantWords(units);
  return (
    <fieldset class="field">
      <legend>{text.grants}</legend>
      {grants.length === 0 && <p class="muted">{text.noGrants}</p>}
      <ul class="grant-list">
        {grants.map((grant) => (
          <li key={`${grant.role} ${grant.unit}`}>
            <span>
              {roleName(grant.role)} <span class="muted">· {unitName(grant.unit)}</span>
            </span>
            <button
              type="button"
              class="icon-button"
              aria-label={text.removeGrant(roleName(grant.role), unitName(grant.unit))}
              onClick={() => onChange(grants.filter((one) => one !== grant))}
            >
              <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
      <NewGrant units={units} onAdd={(grant) => onChange(withGrant(grants, grant))} />
    </fieldset>
  );
}

/** A role is held once for a unit. */
function withGrant(grants: readonly Grant[], grant: Grant): readonly Grant[] {
  const held = grants.some((one) => one.role === grant.role && one.unit === grant.unit);
  return held ? grants : [...grants, grant];
}

/** No-break spaces show the depth inside an option, where nothing else can. */
const indented = ({ name, depth }: UnitInTree) => `${'\u00a0\u00a0\u00a0'.repeat(depth)}${name}`;

interface NewGrantProps {
  readonly units: readonly UnitInTree[];
  onAdd(grant: Grant): void;
}

function NewGrant({ units, onAdd }: NewGrantProps) {
  const { words } = useLanguage();
  const { accounts: text } = words.staff;
  const roles = Object.entries(text.roles) as [Role, string][];
  const [role, setRole] = useState<Role>('unit-officer');
  const [unit, setUnit] = useState('');
  return (
    <div class="new-grant">
      <Field label={text.role}>
        {(control) => (
          <select {...control} value={role} onChange={(event) => setRole(event.currentTarget.value as Role)}>
            {roles.map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={text.unit}>
        {(control) => (
          <select {...control} value={unit} onChange={(event) => setUnit(event.currentTarget.value)}>
            <option value="">{text.everywhere}</option>
            {units.map((one) => (
              <option key={one.code} value={one.code}>
                {indented(one)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <button type="button" class="button quiet" onClick={() => onAdd({ role, unit })}>
        {text.addGrant}
      </button>
    </div>
  );
}
