import { accounts, answerOf } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { useSession } from './session.ts';
import { useSend } from './use-send.ts';

/** Brings the sample back, for who may; while it is loaded there is nothing to offer. */
export function SampleLoader() {
  const { words } = useLanguage();
  const session = useSession();
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const { sample, working } = words.staff;
  if (session.sample || !session.may.includes('load-sample')) return null;
  const load = () =>
    run(async () => {
      const { campaigns, answers } = await answerOf(accounts.sample.$post({ json: {} }));
      flash({ text: sample.loaded(campaigns, answers) });
      await session.refresh();
    });
  return (
    <section class="block">
      <h2>{sample.loadTitle}</h2>
      <p>{sample.loadHint}</p>
      <TroubleNotice trouble={trouble} />
      <p class="toolbar">
        <button type="button" class="button quiet" disabled={busy} onClick={() => void load()}>
          {busy ? working : sample.load}
        </button>
      </p>
    </section>
  );
}
