import { useState } from 'preact/hooks';
import { useLanguage } from '../language.tsx';

/** The clipboard is only there on https and localhost; in an office network on http the older way still works. */
async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    const done = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    if (done) return true;
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  // Inside an open dialog, the rest of the page cannot be selected.
  (document.querySelector('dialog[open]') ?? document.body).append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

interface CopyButtonProps {
  readonly text: string;
  readonly label?: string | undefined;
  onCopied?: (() => void) | undefined;
}

/** Copies a text and says that it did. */
export function CopyButton({ text, label, onCopied }: CopyButtonProps) {
  const { words } = useLanguage();
  const [copied, setCopied] = useState('');
  const copy = async () => {
    if (!(await copyText(text))) return;
    setCopied(text);
    onCopied?.();
  };
  return (
    <>
      <button type="button" class="button quiet" onClick={() => void copy()}>
        {label ?? words.staff.copy}
      </button>
      <span role="status" class="small copied">
        {copied === text && text !== '' ? words.staff.copied : ''}
      </span>
    </>
  );
}
