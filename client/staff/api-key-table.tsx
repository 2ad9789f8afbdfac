import { say } from '../../survey-forms/form.ts';
import { formatDate } from '../format.ts';
import type { ApiKey } from './api.ts';
import { useLanguage } from './language.tsx';

interface ApiKeyTableProps {
  readonly caption: string;
  readonly keys: readonly ApiKey[];
  /** Names the owner of each. */
  readonly owners?: boolean;
  onRevoke(key: ApiKey): void;
}

/** Keys with what they reach, until when, and when they were last used. */
export function ApiKeyTable({ caption, keys, owners = false, onRevoke }: ApiKeyTableProps) {
  const { words } = useLanguage();
  const { apiKeys: text } = words.staff;
  return (
    <table class="block-s">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{text.name}</th>
          <th scope="col" class="wide">
            {text.scopes}
          </th>
          <th scope="col" class="wide">
            {text.state}
          </th>
          <th scope="col" class="wide">
            <span class="visually-hidden">{text.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <ApiKeyRow key={key.id} apiKey={key} owners={owners} onRevoke={onRevoke} />
        ))}
      </tbody>
    </table>
  );
}

interface ApiKeyRowProps {
  readonly apiKey: ApiKey;
  readonly owners: boolean;
  onRevoke(key: ApiKey): void;
}

function ApiKeyRow({ apiKey, owners, onRevoke }: ApiKeyRowProps) {
  const { lang, words } = useLanguage();
  const { apiKeys: text } = words.staff;
  const revoke = apiKey.state !== 'revoked' && (
    <button type="button" class="link-button" onClick={() => onRevoke(apiKey)}>
      {text.revoke}
    </button>
  );
  const unit = apiKey.unitName ? say(apiKey.unitName, lang) : apiKey.unit || text.everywhere;
  return (
    <tr class={apiKey.state === 'active' ? undefined : 'off'}>
      <th scope="row">
        {apiKey.name}
        <span class="under small muted">{owners ? `${apiKey.owner} · ${unit}` : unit}</span>
        <span class="narrow small">
          <Scopes scopes={apiKey.scopes} />
          <KeyState apiKey={apiKey} />
          {revoke}
        </span>
      </th>
      <td class="wide">
        <Scopes scopes={apiKey.scopes} />
      </td>
      <td class="wide">
        <KeyState apiKey={apiKey} />
      </td>
      <td class="wide">{revoke}</td>
    </tr>
  );
}

/** A scope that this program does not know is named as it is. */
function Scopes({ scopes }: Pick<ApiKey, 'scopes'>) {
  const { words } = useLanguage();
  const names = Object.entries(words.staff.apiKeys.scopeNames);
  return (
    <>
      {scopes.map((scope) => (
        <span key={scope} class="under">
          {names.find(([known]) => known === scope)?.[1] ?? scope}
        </span>
      ))}
    </>
  );
}

function KeyState({ apiKey }: { readonly apiKey: ApiKey }) {
  const { lang, words } = useLanguage();
  const { apiKeys: text } = words.staff;
  const tint = { active: 'top', expired: 'mid', revoked: 'state-over' }[apiKey.state];
  return (
    <>
      <span class={`tag ${tint}`}>{text.states[apiKey.state]}</span>
      <span class="under small muted">{text.until(formatDate(apiKey.expiresOn, lang))}</span>
      <span class="under small muted">
        {apiKey.usedOn === null ? text.neverUsed : text.usedOn(formatDate(apiKey.usedOn, lang))}
      </span>
    </>
  );
}
