import { useState } from 'preact/hooks';
import { accounts, answerOf } from './api.ts';
import { useLanguage } from './language.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextInput } from './parts/text-input.tsx';
import { useWrongFocus } from './parts/wrong-focus.ts';
import { fieldError } from './trouble.ts';
import { useSend } from './use-send.ts';

/** The server demands as many (server/password.ts) and decides; here it is told before sending. */
const SHORTEST = 12;

interface PasswordFormProps {
  /** The password just used was good for one time only. */
  readonly oneTime: boolean;
  readonly username: string;
  onChanged(): Promise<void>;
}

interface Faults {
  readonly wanted?: string;
  readonly again?: string;
}

/** Current password, and the new one twice. Nothing is sent while the new one is short or differs from its repetition. */
export function PasswordForm({ oneTime, username, onChanged }: PasswordFormProps) {
  const { words } = useLanguage();
  const { password } = words.staff;
  const [current, setCurrent] = useState('');
  const [wanted, setWanted] = useState('');
  const [again, setAgain] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const form = useWrongFocus(faults);
  const { busy, trouble, run } = useSend();

  const check = (): Faults => {
    const length = [...wanted].length;
    if (length < SHORTEST) return { wanted: password.tooShort(length) };
    return wanted === again ? {} : { again: password.notSame };
  };
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const found = check();
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    void run(async () => {
      await answerOf(accounts.session.password.$put({ json: { current, wanted } }));
      await onChanged();
    });
  };
  return (
    <form class="fields block-s" onSubmit={send} ref={form}>
      <TroubleNotice trouble={trouble} fields={{ current: password.current, wanted: password.wanted }} />
      <input type="hidden" name="username" autocomplete="username" value={username} />
      <TextInput
        label={oneTime ? password.currentOneTime : password.current}
        name="current"
        type="password"
        complete="current-password"
        required
        value={current}
        onInput={setCurrent}
        error={fieldError(trouble, 'current', words)}
      />
      <TextInput
        label={password.wanted}
        hint={password.wantedHint}
        name="wanted"
        type="password"
        complete="new-password"
        required
        value={wanted}
        onInput={setWanted}
        error={faults.wanted ?? fieldError(trouble, 'wanted', words)}
      />
      <TextInput
        label={password.again}
        name="again"
        type="password"
        complete="new-password"
        required
        value={again}
        onInput={setAgain}
        error={faults.again}
      />
      <button type="submit" class="button" disabled={busy}>
        {busy ? words.staff.working : password.send}
      </button>
    </form>
  );
}
