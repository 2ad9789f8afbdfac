import { useState } from 'preact/hooks';
import { answerOf, provinces, type Targets } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

const CHANNELS = ['web', 'kiosk', 'paper'] as const;

type Channel = keyof Targets['targets'];

interface TargetsDialogProps {
  readonly survey: string;
  onClose(): void;
  /** Other targets stand now; called again when that is undone. */
  onSet(): void;
}

/** How many responses each channel should bring; blank for none. */
export function TargetsDialog(props: TargetsDialogProps) {
  const { survey, onClose } = props;
  const { words } = useLanguage();
  const { targets: text } = words.staff.results;
  const load = useLoad<Targets>(survey, () =>
    answerOf(provinces.surveys[':survey'].targets.$get({ param: { survey } })),
  );
  return (
    <Dialog title={text.dialog} onClose={onClose}>
      <p>{text.dialogLead}</p>
      <Loaded load={load}>{(targets) => <TargetsForm {...props} stored={targets} />}</Loaded>
    </Dialog>
  );
}

const isTarget = (typed: string) => /^[1-9]\d*$/.test(typed);

function TargetsForm({ survey, stored, onClose, onSet }: TargetsDialogProps & { readonly stored: Targets }) {
  const { words } = useLanguage();
  const { targets: text, filters } = words.staff.results;
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const channels = CHANNELS.filter((channel) => stored.channels.includes(channel));
  const [typed, setTyped] = useState<Partial<Record<Channel, string>>>({});
  const [checked, setChecked] = useState(false);
  const typedOf = (channel: Channel) => typed[channel] ?? String(stored.targets[channel] ?? '');
  const wrong = (channel: Channel) => typedOf(channel) !== '' && !isTarget(typedOf(channel));
  const put = async (targets: Targets['targets']) => {
    await answerOf(provinces.surveys[':survey'].targets.$put({ param: { survey }, json: { targets } }));
    onSet();
  };
  const save = (event: Event) => {
    event.preventDefault();
    setChecked(true);
    if (channels.some(wrong)) return;
    void run(async () => {
      const filled = channels.filter((channel) => typedOf(channel) !== '');
      await put(Object.fromEntries(filled.map((channel) => [channel, Number(typedOf(channel))])));
      flash({ text: text.saved, undo: () => put(stored.targets) });
      onClose();
    });
  };
  return (
    <form class="fields" onSubmit={save} noValidate>
      <TroubleNotice
        trouble={trouble}
        fields={Object.fromEntries(channels.map((one) => [`targets.${one}`, filters.channels[one]]))}
      />
      {channels.map((channel) => (
        <TextInput
          key={channel}
          label={filters.channels[channel]}
          name={channel}
          type="number"
          min={1}
          value={typedOf(channel)}
          error={checked && wrong(channel) ? text.whole : undefined}
          onInput={(value) => setTyped({ ...typed, [channel]: value.trim() })}
        />
      ))}
      <DialogActions action={text.save} busy={busy} onClose={onClose} />
    </form>
  );
}
