import { useState } from 'preact/hooks';
import { answerOf, type Kiosk, type Kiosks, kiosks } from './api.ts';
import { useFlash } from './flash.ts';
import { type KioskCode, KioskCodeDialog } from './kiosk-code-dialog.tsx';
import { KioskTable } from './kiosk-table.tsx';
import { useLanguage } from './language.tsx';
import { NewKioskDialog } from './new-kiosk-dialog.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { RevokeKioskDialog } from './revoke-kiosk-dialog.tsx';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

/** Devices speak every five minutes. */
const REFRESH_MS = 60_000;

type Open =
  | { readonly dialog: 'add' }
  | { readonly dialog: 'code'; readonly given: KioskCode }
  | { readonly dialog: 'revoke'; readonly kiosk: Kiosk };

/** The devices at counters: which there are, how they are, and which are silent. Answers are nowhere on this page. */
export function KiosksScreen() {
  const { words } = useLanguage();
  const { kiosks: text } = words.staff;
  const load = useLoad<Kiosks>('kiosks', () => answerOf(kiosks.kiosks.$get()), REFRESH_MS);
  const [open, setOpen] = useState<Open | null>(null);
  const { trouble, run } = useSend();
  const flash = useFlash();
  const close = () => setOpen(null);
  const give = (given: KioskCode) => {
    setOpen({ dialog: 'code', given });
    load.reload();
  };
  const renew = (kiosk: Kiosk) =>
    run(async () => {
      const sent = kiosks.kiosks[':kiosk'].enrolment.$post({ param: { kiosk: kiosk.id }, json: {} });
      give({ counter: kiosk.counter, code: (await answerOf(sent)).code });
    });
  const places = load.data?.places ?? [];
  const actions = places.length > 0 && (
    <button type="button" class="button" onClick={() => setOpen({ dialog: 'add' })}>
      {text.add}
    </button>
  );
  return (
    <Screen title={text.title} actions={actions}>
      <p>{text.lead}</p>
      <TroubleNotice trouble={trouble} />
      <Loaded load={load}>
        {(listed) => (
          <>
            {listed.places.length === 0 && <p class="empty">{text.noPlace}</p>}
            {listed.kiosks.length > 0 ? (
              <KioskTable
                kiosks={listed.kiosks}
                onRenew={(kiosk) => void renew(kiosk)}
                onRevoke={(kiosk) => setOpen({ dialog: 'revoke', kiosk })}
              />
            ) : (
              listed.places.length > 0 && <p class="empty">{text.none}</p>
            )}
          </>
        )}
      </Loaded>
      {open?.dialog === 'add' && <NewKioskDialog places={places} onClose={close} onGiven={give} />}
      {open?.dialog === 'code' && <KioskCodeDialog given={open.given} onClose={close} />}
      {open?.dialog === 'revoke' && (
        <RevokeKioskDialog
          kiosk={open.kiosk}
          onClose={close}
          onRevoked={() => {
            close();
            load.reload();
            flash({ text: text.revoked(open.kiosk.counter) });
          }}
        />
      )}
    </Screen>
  );
}
