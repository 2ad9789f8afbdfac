/** What stands around every screen: the bar, the sample banner, what was just done, and the keyboard. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Route, Router, useLocation } from 'preact-iso/router';
import { homeAddress, keyingAddress } from '../public/addresses.ts';
import { API_KEYS, HELP, PASSWORD, STAFF, UNITS } from './addresses.ts';
import { type Flash, FlashContext } from './flash.ts';
import { FlashLine } from './flash-line.tsx';
import { useLanguage } from './language.tsx';
import { StaffMark } from './parts/mark.tsx';
import { Screen } from './parts/screen.tsx';
import { SampleBanner } from './sample-banner.tsx';
import { mayEnter, SCREENS, type ScreenEntry, sectionsOf, startOf } from './screens.ts';
import { mayAny, useSession } from './session.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { startAsked } from './start-asked.ts';
import { useShortcuts } from './use-shortcuts.ts';

interface PageProps {
  readonly bar: ComponentChildren;
  readonly sample: boolean;
  readonly children: ComponentChildren;
}

/** The page: skip link, bar, banner of a sample system, content. */
export function Page({ bar, sample, children }: PageProps) {
  const { words } = useLanguage();
  return (
    <>
      <a class="skip" href="#main">
        {words.common.skip}
      </a>
      {bar}
      {sample && <SampleBanner />}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

interface BarProps {
  /** The ways to the sections; absent before signing in. */
  readonly children?: ComponentChildren;
  /** Name of who is signed in, where the account is ready for work. */
  readonly name?: string | undefined;
  /** Absent while nobody is signed in. */
  onSignOut?: (() => Promise<void>) | undefined;
}

/** The mark, the ways on, the other language, and signing out. */
export function Bar({ children, name, onSignOut }: BarProps) {
  const { lang, words, choose } = useLanguage();
  const { staff, common } = words;
  const other = lang === 'vi' ? 'en' : 'vi';
  return (
    <header class="bar">
      <StaffMark />
      {children}
      <div class="bar-end">
        <a class="language wide" href={homeAddress(lang)}>
          {staff.publicSite}
        </a>
        <button type="button" class="language link-button" lang={other} onClick={() => choose(other)}>
          {common.otherLanguage}
        </button>
        {name && (
          <a class="language wide" href={PASSWORD} title={staff.shell.signedInAs(name)}>
            {name}
          </a>
        )}
        {onSignOut && (
          <button type="button" class="language link-button" onClick={() => void onSignOut()}>
            {staff.shell.signOut}
          </button>
        )}
      </div>
    </header>
  );
}

/** The sections of the account, as far as `may` allows; the server decides each time anew. */
function Sections() {
  const { lang, words } = useLanguage();
  const { path } = useLocation();
  const session = useSession();
  const current = screenAt(path)?.section;
  return (
    <nav aria-label={words.staff.navigation}>
      {sectionsOf(session).map(({ section, href }) => (
        <a key={section} href={href} aria-current={section === current ? 'page' : undefined}>
          {words.staff.sections[section]}
        </a>
      ))}
      {mayAny(session, ['key-sheet']) && <a href={keyingAddress(lang)}>{words.keying.title}</a>}
    </nav>
  );
}

/** The section a path belongs to. */
function screenAt(path: string): ScreenEntry | undefined {
  const shape = (route: string) => new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`);
  return SCREENS.find((screen) => shape(screen.path).test(path));
}

/** The screens of a signed-in account. */
export function Workplace() {
  const { lang, words } = useLanguage();
  const session = useSession();
  const { route } = useLocation();
  const [flash, setFlash] = useState<Flash | null>(null);
  const [helping, setHelping] = useState(false);
  const sections = sectionsOf(session);
  useShortcuts({
    '?': () => setHelping(true),
    ...Object.fromEntries(sections.map(({ href }, at) => [String(at + 1), () => route(href)])),
  });
  return (
    <FlashContext.Provider value={setFlash}>
      <Page
        sample={session.sample}
        bar={
          <Bar name={session.account.name} onSignOut={session.signOut}>
            <Sections />
          </Bar>
        }
      >
        <FlashLine flash={flash} close={() => setFlash(null)} />
        <Screens onRoute={() => setFlash((said) => (said?.onNext ? { ...said, onNext: false } : null))} />
      </Page>
      <footer class="foot staff-foot">
        <p>
          {words.staff.shell.signedInAs(session.account.name)} · <a href={HELP}>{words.staff.help.title}</a> ·{' '}
          <a href={API_KEYS}>{words.staff.apiKeys.title}</a> ·{' '}
          <a href={PASSWORD}>{words.staff.password.title}</a> ·{' '}
          <a href={homeAddress(lang)}>{words.staff.publicSite}</a> ·{' '}
          <button type="button" class="link-button" onClick={() => setHelping(true)}>
            {words.staff.shell.shortcuts} <kbd>?</kbd>
          </button>
        </p>
      </footer>
      {helping && <ShortcutsDialog onClose={() => setHelping(false)} />}
    </FlashContext.Provider>
  );
}

/** After a step to another screen the focus stands on its title, where reading begins. */
function Screens({ onRoute }: { onRoute(): void }) {
  const session = useSession();
  return (
    <Router
      onRouteChange={() => {
        onRoute();
        document.querySelector('h1')?.focus();
      }}
    >
      {SCREENS.map((screen) => {
        const { path, component } = screen;
        const shown = { yes: component, no: NotYours, 'of-province': OfProvince };
        return <Route key={path} path={path} component={shown[mayEnter(session, screen)]} />;
      })}
      <Route path={STAFF} component={startOf(session) === null ? NoRole : Start} />
      <Route default component={NoPage} />
    </Router>
  );
}

/** The address without a screen: on to where this account works. */
function Start() {
  const { route } = useLocation();
  const session = useSession();
  useEffect(() => {
    let gone = false;
    void startAsked(session).then((href) => !gone && href && route(href, true));
    return () => {
      gone = true;
    };
  }, [session, route]);
  return null;
}

function NoRole() {
  const { words } = useLanguage();
  return (
    <Screen title={words.staff.title}>
      <p class="empty">{words.staff.noRole}</p>
    </Screen>
  );
}

/** For who holds a part of a province: not empty, but about more than is theirs. */
function OfProvince() {
  const { words } = useLanguage();
  const session = useSession();
  return (
    <Screen title={words.staff.title}>
      <p class="empty">
        {words.staff.ofProvince}{' '}
        {mayAny(session, ['read-unit-dashboard']) ? (
          <a href={UNITS}>{words.staff.ofProvinceUnits}</a>
        ) : (
          <a href={STAFF}>{words.staff.toStart}</a>
        )}
        .
      </p>
    </Screen>
  );
}

const NotYours = () => <Nothing sentence="notYours" />;
const NoPage = () => <Nothing sentence="noPage" />;

function Nothing({ sentence }: { readonly sentence: 'notYours' | 'noPage' }) {
  const { words } = useLanguage();
  return (
    <Screen title={words.staff.title}>
      <p class="empty">
        {words.staff[sentence]} <a href={STAFF}>{words.staff.toStart}</a>
      </p>
    </Screen>
  );
}
