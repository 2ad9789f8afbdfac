import { useState } from 'preact/hooks';
import { useLanguage } from '../staff/language.tsx';
import { Dialog } from '../staff/parts/dialog.tsx';
import { TroubleNotice } from '../staff/parts/notice.tsx';
import { TextInput } from '../staff/parts/text-input.tsx';
import { useSend } from '../staff/use-send.ts';
import { fill } from '../words/fill.ts';
import { signIn } from './keying-server.ts';
import type { Clerk } from './vault-store.ts';

interface SignInAgainProps {
  readonly clerk: Clerk;
  onDone(): void;
  onClose(): void;
}

/** The session is over: the password once more, and everything goes on where it was. */
export function SignInAgain({ clerk, onDone, onClose }: SignInAgainProps) {
  const { words } = useLanguage();
  const { keying, staff } = words;
  const [password, setPassword] = useState('');
  const { busy, trouble, run } = useSend();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      setPassword('');
      await signIn(clerk.username, password);
      onDone();
    });
  };
  return (
    <Dialog title={keying.againTitle} onClose={onClose}>
      <p>{fill(keying.againText, { name: clerk.name })}</p>
      <form class="fields" onSubmit={send}>
        <TroubleNotice trouble={trouble} focus={false} />
        <TextInput
          label={staff.signIn.password}
          name="password"
          type="password"
          complete="current-password"
          required
          value={password}
          onInput={setPassword}
          focusOn={trouble ?? 'start'}
        />
        <button type="submit" class="button" disabled={busy}>
          {busy ? staff.working : staff.signIn.send}
        </button>
      </form>
    </Dialog>
  );
}
