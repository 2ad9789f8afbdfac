import { useState } from 'preact/hooks';
import { accounts, answerOf } from './api.ts';
import { useLanguage } from './language.tsx';
import { Check } from './parts/field.tsx';
import { Notice, TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { TextInput } from './parts/text-input.tsx';
import { useSend } from './use-send.ts';

interface SignInScreenProps {
  /** The session ended by itself; the page asked for is shown after signing in again. */
  readonly expired: boolean;
  onSignedIn(): Promise<void>;
}

/** Name and password. After a refusal the name stays, and the password is asked for again. */
export function SignInScreen({ expired, onSignedIn }: SignInScreenProps) {
  const { words } = useLanguage();
  const { signIn } = words.staff;
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const { busy, trouble, run } = useSend();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      setPassword('');
      await answerOf(accounts.session.$post({ json: { username, password } }));
      await onSignedIn();
    });
  };
  return (
    <Screen title={signIn.title}>
      <p class="muted">{signIn.lead}</p>
      <form class="fields block-s" onSubmit={send}>
        {expired && !trouble && <Notice kind="info">{signIn.expired}</Notice>}
        <TroubleNotice trouble={trouble} focus={false} />
        <TextInput
          label={signIn.username}
          name="username"
          complete="username"
          required
          value={username}
          onInput={setUsername}
          focusOn={expired}
        />
        <TextInput
          label={signIn.password}
          name="password"
          type={shown ? 'text' : 'password'}
          complete="current-password"
          required
          value={password}
          onInput={setPassword}
          focusOn={trouble}
        />
        <Check label={signIn.show} checked={shown} onChange={setShown} />
        <button type="submit" class="button" disabled={busy}>
          {busy ? words.staff.working : signIn.send}
        </button>
        <p class="hint">{signIn.hint}</p>
      </form>
    </Screen>
  );
}
