/** The staff application: signed out, before the first change of password, or at work. */

import { useCallback, useEffect, useState } from 'preact/hooks';
import { LocationProvider } from 'preact-iso/router';
import { STAFF } from './addresses.ts';
import { accounts, answerOf, type SignedIn, whenSignedOut } from './api.ts';
import { dropScoresOfOthers } from './kept-changes.ts';
import { LanguageProvider, useLanguage } from './language.tsx';
import { LoadingShape } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { FirstPasswordScreen } from './password-screen.tsx';
import { SessionContext } from './session.ts';
import { Bar, Page, Workplace } from './shell.tsx';
import { SignInScreen } from './sign-in-screen.tsx';
import { type Trouble, troubleOf } from './trouble.ts';

type Standing =
  | { readonly is: 'asking' }
  | { readonly is: 'unknown'; readonly trouble: Trouble }
  | { readonly is: 'out'; readonly expired: boolean }
  | { readonly is: 'in'; readonly signedIn: SignedIn };

/** Who is signed in, asked for at the start, after signing in, and when something changes for everybody. */
async function ask(): Promise<Standing> {
  try {
    return { is: 'in', signedIn: await answerOf(accounts.session.$get()) };
  } catch (error) {
    const trouble = troubleOf(error);
    return trouble.code === 'not-signed-in' ? { is: 'out', expired: false } : { is: 'unknown', trouble };
  }
}

export function App() {
  return (
    <LanguageProvider>
      <LocationProvider scope={STAFF}>
        <Door />
      </LocationProvider>
    </LanguageProvider>
  );
}

function Door() {
  const [standing, setStanding] = useState<Standing>({ is: 'asking' });
  const refresh = useCallback(async () => {
    const found = await ask();
    // Being signed out is told by `whenSignedOut` too, which knows whether a session was under way.
    setStanding((before) => (found.is === 'out' && before.is === 'out' ? before : found));
  }, []);
  useEffect(() => {
    whenSignedOut(() =>
      setStanding((before) => ({ is: 'out', expired: before.is === 'in' || isExpired(before) })),
    );
    void refresh();
  }, [refresh]);
  const account = standing.is === 'in' ? standing.signedIn.account.id : null;
  useEffect(() => {
    if (account !== null) dropScoresOfOthers(account);
  }, [account]);
  const signOut = async () => {
    // Whatever the server says, this page is left: nothing of the session may stay on the screen.
    await answerOf(accounts.session.$delete()).catch(troubleOf);
    setStanding({ is: 'out', expired: false });
  };
  if (standing.is === 'in' && !standing.signedIn.mustChangePassword)
    return (
      <SessionContext.Provider value={{ ...standing.signedIn, refresh, signOut }}>
        <Workplace key={standing.signedIn.account.id} />
      </SessionContext.Provider>
    );
  return (
    <Page bar={<Bar onSignOut={standing.is === 'in' ? signOut : undefined} />} sample={false}>
      <BeforeWork standing={standing} refresh={refresh} />
    </Page>
  );
}

const isExpired = (standing: Standing) => standing.is === 'out' && standing.expired;

interface BeforeWorkProps {
  readonly standing: Standing;
  refresh(): Promise<void>;
}

function BeforeWork({ standing, refresh }: BeforeWorkProps) {
  const { words } = useLanguage();
  if (standing.is === 'asking') return <LoadingShape />;
  if (standing.is === 'out') return <SignInScreen expired={standing.expired} onSignedIn={refresh} />;
  if (standing.is === 'in') {
    const { name, username } = standing.signedIn.account;
    return <FirstPasswordScreen name={name} username={username} onChanged={refresh} />;
  }
  return (
    <div class="stack">
      <TroubleNotice trouble={standing.trouble} />
      <button type="button" class="button" onClick={() => void refresh()}>
        {words.staff.retry}
      </button>
    </div>
  );
}
