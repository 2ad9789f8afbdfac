/** How far the storing of a file is, and going on with one that nobody works at. */
import { useLanguage } from './language.tsx';
import { Notice, TroubleNotice } from './parts/notice.tsx';
import { useSend } from './use-send.ts';

interface FileUnderWayProps {
  readonly found: { readonly done: number; readonly rows: number; readonly alive: boolean };
  readonly text: {
    readonly mayLeave: string;
    readonly stalled: string;
    readonly resume: string;
    progress(done: number, rows: number): string;
  };
  resume(): Promise<void>;
}

export function FileUnderWay({ found, text, resume }: FileUnderWayProps) {
  const { words } = useLanguage();
  const { busy, trouble, run } = useSend();
  const { done, rows, alive } = found;
  return (
    <section class="block-s">
      <p>{text.progress(done, rows)}</p>
      <progress value={done} max={rows} aria-label={text.progress(done, rows)} />
      {alive ? (
        <p class="muted">{text.mayLeave}</p>
      ) : (
        <Notice kind="warn">
          <p>{text.stalled}</p>
          <button type="button" class="button" disabled={busy} onClick={() => void run(resume)}>
            {busy ? words.staff.working : text.resume}
          </button>
        </Notice>
      )}
      <TroubleNotice trouble={trouble} />
    </section>
  );
}
