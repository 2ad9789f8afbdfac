import { useState } from 'preact/hooks';
import { type ApiKeys, answerOf, apiKeys } from './api.ts';
import type { ApiKeySecret } from './api-key-secret-dialog.tsx';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { Check } from './parts/field.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { fieldError } from './trouble.ts';
import { inTreeOrder } from './unit-tree.ts';
import { useSend } from './use-send.ts';

type Scope = ApiKeys['scopes'][number];

interface NewApiKeyDialogProps {
  readonly choices: ApiKeys;
  onClose(): void;
  onMade(given: ApiKeySecret): void;
}

/** A new key: its name, what it may read, for which unit and until when. */
export function NewApiKeyDialog({ choices, onClose, onMade }: NewApiKeyDialogProps) {
  const { words } = useLanguage();
  const { apiKeys: text } = words.staff;
  const units = unitChoices(choices, text.everywhere);
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>([]);
  const [unit, setUnit] = useState(units[0]?.[0] ?? '');
  const [expiresOn, setExpiresOn] = useState('');
  const { busy, trouble, run } = useSend();
  const errorOf = (field: string) => fieldError(trouble, field, words);
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      const json = { name, scopes: [...scopes], unit, expiresOn };
      const { secret } = await answerOf(apiKeys['api-keys'].$post({ json }));
      onMade({ name: name.trim(), secret });
    });
  };
  return (
    <Dialog title={text.addTitle} onClose={onClose}>
      <form class="fields" noValidate onSubmit={send}>
        <TroubleNotice
          trouble={trouble}
          fields={{ name: text.name, scopes: text.scopes, unit: text.unit, expiresOn: text.expiresOn }}
        />
        <TextInput
          label={text.name}
          hint={text.nameHint}
          name="name"
          required
          value={name}
          onInput={setName}
          error={errorOf('name')}
        />
        <ScopeFields held={choices.scopes} chosen={scopes} error={errorOf('scopes')} onChange={setScopes} />
        <ChoiceField
          label={text.unit}
          name="unit"
          hint={text.unitHint}
          value={unit}
          choices={units}
          error={errorOf('unit')}
          onChoose={setUnit}
        />
        <TextInput
          label={text.expiresOn}
          hint={text.expiresHint}
          name="expiresOn"
          type="date"
          required
          value={expiresOn}
          onInput={setExpiresOn}
          error={errorOf('expiresOn')}
        />
        <DialogActions action={text.add} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}

/** Units in their tree, no-break spaces for the depth; everywhere first, where the account may. */
export function unitChoices(
  { units, everywhere }: Pick<ApiKeys, 'units' | 'everywhere'>,
  all: string,
): (readonly [string, string])[] {
  const listed = inTreeOrder(units).map(({ code, name, depth }) => {
    const twins = units.filter((one) => one.name === name);
    const told = twins.length > 1 ? `${name} (${placeOf(units, code)})` : name;
    return [code, `${'\u00a0\u00a0\u00a0'.repeat(depth)}${told}`] as const;
  });
  return everywhere ? [['', all], ...listed] : listed;
}

/** Departments of two provinces bear one name: the province tells them apart, or else the code. */
function placeOf(units: ApiKeys['units'], code: string): string {
  const own = units.find((one) => one.code === code);
  const above = units.find((one) => one.code === own?.parent);
  if (!above) return code;
  return units.some((one) => one.code === above.parent) ? placeOf(units, above.code) : above.name;
}

interface ScopeFieldsProps {
  readonly held: readonly Scope[];
  readonly chosen: readonly Scope[];
  readonly error: string | undefined;
  onChange(scopes: readonly Scope[]): void;
}

function ScopeFields({ held, chosen, error, onChange }: ScopeFieldsProps) {
  const { words } = useLanguage();
  const { apiKeys: text } = words.staff;
  return (
    <fieldset class="field" aria-describedby={error ? 'scopes-error' : undefined}>
      <legend>{text.scopes}</legend>
      {held.map((scope) => (
        <Check
          key={scope}
          label={text.scopeNames[scope]}
          checked={chosen.includes(scope)}
          onChange={(on) => onChange(on ? [...chosen, scope] : chosen.filter((one) => one !== scope))}
        />
      ))}
      {error && (
        <p class="error" id="scopes-error">
          {error}
        </p>
      )}
    </fieldset>
  );
}
