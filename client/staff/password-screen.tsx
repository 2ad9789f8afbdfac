import { useState } from 'preact/hooks';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Screen } from './parts/screen.tsx';
import { PasswordForm } from './password-form.tsx';
import { useSession } from './session.ts';

interface FirstPasswordScreenProps {
  readonly name: string;
  readonly username: string;
  onChanged(): Promise<void>;
}

/** Stands before everything else until the one-time password is changed: until then the account holds no right. */
export function FirstPasswordScreen({ name, username, onChanged }: FirstPasswordScreenProps) {
  const { words } = useLanguage();
  const { password } = words.staff;
  return (
    <Screen title={password.firstTitle}>
      <p>{password.firstLead(name)}</p>
      <PasswordForm oneTime username={username} onChanged={onChanged} />
    </Screen>
  );
}

/** Changing one's own password at any time. */
export function PasswordScreen() {
  const { words } = useLanguage();
  const { account } = useSession();
  const flash = useFlash();
  const [changes, setChanges] = useState(0);
  const { password } = words.staff;
  const onChanged = async () => {
    flash({ text: password.changed });
    // A fresh form: none of the three entries may stay on the screen.
    setChanges((count) => count + 1);
  };
  return (
    <Screen title={password.title}>
      <p>{password.lead}</p>
      <PasswordForm key={changes} oneTime={false} username={account.username} onChanged={onChanged} />
    </Screen>
  );
}
