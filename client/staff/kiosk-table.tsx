import { say } from '../../survey-forms/form.ts';
import { formatCount, formatInstant } from '../format.ts';
import type { Kiosk } from './api.ts';
import { useLanguage } from './language.tsx';

interface KioskTableProps {
  readonly kiosks: readonly Kiosk[];
  onRenew(kiosk: Kiosk): void;
  onRevoke(kiosk: Kiosk): void;
}

/** Unit by unit, as the server orders them. */
export function KioskTable({ kiosks, onRenew, onRevoke }: KioskTableProps) {
  const { words } = useLanguage();
  const { kiosks: text } = words.staff;
  const count = (name: string) => (
    <th scope="col" class="n wide">
      {name}
    </th>
  );
  return (
    <table class="block-s">
      <thead>
        <tr>
          <th scope="col">{text.counter}</th>
          <th scope="col" class="wide">
            {text.state}
          </th>
          {count(text.answers)}
          {count(text.waiting)}
          {count(text.quarantined)}
          <th scope="col" class="wide">
            <span class="visually-hidden">{text.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {kiosks.map((kiosk) => (
          <KioskRow key={kiosk.id} kiosk={kiosk} onRenew={onRenew} onRevoke={onRevoke} />
        ))}
      </tbody>
    </table>
  );
}

interface KioskRowProps extends Omit<KioskTableProps, 'kiosks'> {
  readonly kiosk: Kiosk;
}

function KioskRow({ kiosk, onRenew, onRevoke }: KioskRowProps) {
  const { lang, words } = useLanguage();
  const { kiosks: text } = words.staff;
  const counts = [
    [text.answers, kiosk.answers],
    [text.waiting, kiosk.waiting],
    [text.quarantined, kiosk.quarantined],
  ] as const;
  const tasks = (
    <span class="row-actions">
      <button type="button" class="link-button" onClick={() => onRenew(kiosk)}>
        {text.renew}
      </button>
      {kiosk.state !== 'revoked' && (
        <button type="button" class="link-button" onClick={() => onRevoke(kiosk)}>
          {text.revoke}
        </button>
      )}
    </span>
  );
  return (
    <tr class={kiosk.state === 'revoked' ? 'off' : undefined}>
      <th scope="row">
        {say(kiosk.unitName, lang)} · {kiosk.counter}
        <span class="under small muted">{say(kiosk.surveyTitle, lang)}</span>
        <span class="narrow small">
          <KioskState kiosk={kiosk} />
          <span class="under">
            {counts.map(([name, n]) => `${name}: ${formatCount(n, lang)}`).join(' · ')}
          </span>
          {tasks}
        </span>
      </th>
      <td class="wide">
        <KioskState kiosk={kiosk} />
      </td>
      {counts.map(([name, n]) => (
        <td key={name} class="n wide">
          {formatCount(n, lang)}
        </td>
      ))}
      <td class="wide">{tasks}</td>
    </tr>
  );
}

/** Silence first: it is what somebody must look after. */
function KioskState({ kiosk }: { readonly kiosk: Kiosk }) {
  const { lang, words } = useLanguage();
  const { kiosks: text } = words.staff;
  const tint = { enrolling: 'mid', active: 'top', revoked: 'state-over' }[kiosk.state];
  return (
    <>
      {kiosk.silent ? (
        <span class="tag low">{text.silent}</span>
      ) : (
        <span class={`tag ${tint}`}>{text.states[kiosk.state]}</span>
      )}
      <span class="under small muted">
        {text.seen}: {kiosk.seenAt === null ? text.never : formatInstant(kiosk.seenAt, lang)}
      </span>
    </>
  );
}
