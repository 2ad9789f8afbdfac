import { useState } from 'preact/hooks';
import { hundredfold } from '../decimal-text.ts';
import { formatShort } from '../format.ts';
import { answerOf, policies, type SheetBatches } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { mayAny, useSession } from './session.ts';
import { shareOf } from './share-input.ts';
import { fieldError } from './trouble.ts';
import { useSend } from './use-send.ts';

type Policy = SheetBatches['policy'];

interface PolicyProps {
  readonly campaign: string;
  readonly policy: Policy;
  onChanged(): void;
}

/** "12,5 %": a share without zeros at the end. */
function useShareWords(): (share: string) => string {
  const { lang } = useLanguage();
  return (share) => `${formatShort(hundredfold(share), 2, lang)}\u00a0%`;
}

/** How many passes new batches get, in a sentence, with the way to change it. */
export function PolicyLine({ campaign, policy, onChanged }: PolicyProps) {
  const { words } = useLanguage();
  const session = useSession();
  const shareWords = useShareWords();
  const { policy: text } = words.staff.paper;
  const [changing, setChanging] = useState(false);
  const { share, seed } = policy;
  const sentence =
    Number(share) === 1 ? text.all : Number(share) === 0 ? text.none : text.some(shareWords(share), seed);
  return (
    <div class="block-s">
      {sentence}{' '}
      {mayAny(session, ['set-keying-policy']) && (
        <button type="button" class="link-button" onClick={() => setChanging(true)}>
          {text.change}
        </button>
      )}
      {changing && (
        <PolicyDialog
          campaign={campaign}
          policy={policy}
          onChanged={onChanged}
          onClose={() => setChanging(false)}
        />
      )}
    </div>
  );
}

function PolicyDialog({ campaign, policy, onChanged, onClose }: PolicyProps & { onClose(): void }) {
  const { lang, words } = useLanguage();
  const flash = useFlash();
  const shareWords = useShareWords();
  const { policy: text } = words.staff.paper;
  const [share, setShare] = useState(formatShort(hundredfold(policy.share), 2, lang));
  const [seed, setSeed] = useState(policy.seed);
  const { busy, trouble, run } = useSend();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      const json = { share: shareOf(share), ...(seed.trim() === '' ? {} : { seed: seed.trim() }) };
      const sent = policies.campaigns[':campaign']['keying-policy'].$put({ param: { campaign }, json });
      const set = await answerOf(sent);
      flash({ text: text.done(shareWords(set.share), set.seed) });
      onChanged();
      onClose();
    });
  };
  return (
    <Dialog title={text.title} onClose={onClose}>
      <form class="fields" onSubmit={send}>
        <p>{text.lead}</p>
        <TroubleNotice trouble={trouble} fields={{ share: text.share, seed: text.seed }} />
        <TextInput
          label={text.share}
          hint={text.shareHint}
          name="share"
          required
          value={share}
          onInput={setShare}
          error={fieldError(trouble, 'share', words)}
        />
        <TextInput
          label={text.seed}
          mark={words.staff.optional}
          hint={text.seedHint}
          name="seed"
          value={seed}
          onInput={setSeed}
          error={fieldError(trouble, 'seed', words)}
        />
        <DialogActions action={text.send} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}
