import { useLanguage } from './language.tsx';
import { CopyButton } from './parts/copy-button.tsx';
import { Dialog } from './parts/dialog.tsx';
import { Notice } from './parts/notice.tsx';

export interface OneTime {
  readonly name: string;
  readonly username: string;
  readonly password: string;
}

/** The one-time password, shown once: only its hash is stored. */
export function OneTimeDialog({ given, onClose }: { readonly given: OneTime; onClose(): void }) {
  const { words } = useLanguage();
  const { accounts: text, close } = words.staff;
  return (
    <Dialog title={text.passwordTitle(given.name)} onClose={onClose}>
      <dl class="record">
        <dt>{text.username}</dt>
        <dd>
          <code>{given.username}</code>
        </dd>
        <dt>{text.passwordLabel}</dt>
        <dd>
          <code class="one-time">{given.password}</code>
        </dd>
      </dl>
      <Notice kind="warn">{text.passwordOnce}</Notice>
      <div class="dialog-actions">
        <CopyButton text={given.password} />
        <button type="button" class="button" onClick={onClose}>
          {close}
        </button>
      </div>
    </Dialog>
  );
}
