import { useLanguage } from './language.tsx';
import { CopyButton } from './parts/copy-button.tsx';
import { Dialog } from './parts/dialog.tsx';
import { Notice } from './parts/notice.tsx';

export interface ApiKeySecret {
  readonly name: string;
  readonly secret: string;
}

/** The key, shown once: only its hash is stored. */
export function ApiKeySecretDialog({ given, onClose }: { readonly given: ApiKeySecret; onClose(): void }) {
  const { words } = useLanguage();
  const { apiKeys: text, close } = words.staff;
  return (
    <Dialog title={text.secretTitle(given.name)} onClose={onClose}>
      <Notice kind="warn">{text.secretOnce}</Notice>
      <dl class="record">
        <dt>{text.secret}</dt>
        <dd>
          <code class="hash">{given.secret}</code>
        </dd>
      </dl>
      <div class="dialog-actions">
        <CopyButton text={given.secret} />
        <button type="button" class="button" onClick={onClose}>
          {close}
        </button>
      </div>
    </Dialog>
  );
}
