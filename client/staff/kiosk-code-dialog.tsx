import { kioskAddress } from '../public/addresses.ts';
import { useLanguage } from './language.tsx';
import { CopyButton } from './parts/copy-button.tsx';
import { Dialog } from './parts/dialog.tsx';
import { Notice } from './parts/notice.tsx';

export interface KioskCode {
  readonly counter: string;
  readonly code: string;
}

/** The enrolment code, shown once: only its hash is stored. */
export function KioskCodeDialog({ given, onClose }: { readonly given: KioskCode; onClose(): void }) {
  const { lang, words } = useLanguage();
  const { kiosks: text, close } = words.staff;
  return (
    <Dialog title={text.codeTitle(given.counter)} onClose={onClose}>
      <Notice kind="warn">{text.codeOnce}</Notice>
      <dl class="record">
        <dt>{text.address}</dt>
        <dd>
          <code>{`${location.origin}${kioskAddress(lang)}`}</code>
        </dd>
        <dt>{text.code}</dt>
        <dd>
          <code class="one-time">{given.code}</code>
        </dd>
      </dl>
      <div class="dialog-actions">
        <CopyButton text={given.code} />
        <button type="button" class="button" onClick={onClose}>
          {close}
        </button>
      </div>
    </Dialog>
  );
}
