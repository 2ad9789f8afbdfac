import type { Account } from './api.ts';
import { useLanguage } from './language.tsx';
import { useSession } from './session.ts';
import type { UnitInTree } from './unit-tree.ts';
import { useGrantWords } from './use-grant-words.ts';

export type AccountTask = 'grants' | 'disable' | 'enable' | 'reset';

interface AccountTableProps {
  readonly accounts: readonly Account[];
  readonly units: readonly UnitInTree[];
  begin(task: AccountTask, account: Account): void;
}

export function AccountTable({ accounts, units, begin }: AccountTableProps) {
  const { words } = useLanguage();
  const { accounts: text } = words.staff;
  return (
    <table class="block-s">
      <thead>
        <tr>
          <th scope="col">{text.name}</th>
          <th scope="col" class="wide">
            {text.grants}
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
        {accounts.map((account) => (
          <AccountRow key={account.id} account={account} units={units} begin={begin} />
        ))}
      </tbody>
    </table>
  );
}

interface AccountRowProps extends Omit<AccountTableProps, 'accounts'> {
  readonly account: Account;
}

function AccountRow({ account, units, begin }: AccountRowProps) {
  return (
    <tr class={account.disabled ? 'off' : undefined}>
      <th scope="row">
        {account.name}
        <span class="under small muted">{account.username}</span>
        <span class="narrow small">
          <Grants account={account} units={units} />
          <AccountState account={account} />
          <Tasks account={account} begin={begin} />
        </span>
      </th>
      <td class="wide">
        <Grants account={account} units={units} />
      </td>
      <td class="wide">
        <AccountState account={account} />
      </td>
      <td class="wide">
        <Tasks account={account} begin={begin} />
      </td>
    </tr>
  );
}

/** Nobody disables himself or changes his own roles by mistake: another administrator does it. */
function Tasks({ account, begin }: Omit<AccountRowProps, 'units'>) {
  const { words } = useLanguage();
  const session = useSession();
  const { accounts: text } = words.staff;
  if (account.id === session.account.id) return <span class="row-actions muted">{text.you}</span>;
  const tasks: readonly (readonly [AccountTask, string])[] = [
    ['grants', text.edit],
    ['reset', text.reset],
    account.disabled ? ['enable', text.enable] : ['disable', text.disable],
  ];
  return (
    <span class="row-actions">
      {tasks.map(([task, label]) => (
        <button key={task} type="button" class="link-button" onClick={() => begin(task, account)}>
          {label}
        </button>
      ))}
    </span>
  );
}

function Grants({ account, units }: Pick<AccountRowProps, 'account' | 'units'>) {
  const { words } = useLanguage();
  const { roleName, unitName } = useGrantWords(units);
  if (account.grants.length === 0) return <span class="muted">{words.staff.accounts.noGrants}</span>;
  return (
    <ul class="grants">
      {account.grants.map(({ role, unit }) => (
        <li key={`${role} ${unit}`}>
          {roleName(role)} <span class="muted">· {unitName(unit)}</span>
        </li>
      ))}
    </ul>
  );
}

function AccountState({ account }: Pick<AccountRowProps, 'account'>) {
  const { words } = useLanguage();
  const { accounts: text } = words.staff;
  if (account.disabled) return <span class="tag state-over">{text.disabled}</span>;
  if (account.oneTime) return <span class="tag low">{text.oneTime}</span>;
  return <span class="tag top">{text.active}</span>;
}
