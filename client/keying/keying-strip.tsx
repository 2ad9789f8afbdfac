import { say } from '../../survey-forms/form.ts';
import { formatSerial } from '../../survey-forms/serial.ts';
import { formatCount } from '../format.ts';
import { useLanguage } from '../staff/language.tsx';
import { fill } from '../words/fill.ts';
import { isOpen, type Keying } from './keying-state.ts';
import type { KeptPack } from './opened-vault.ts';
import { sheetsAnHour } from './work-clock.ts';

interface KeyingStripProps {
  readonly kept: KeptPack;
  readonly state: Keying;
  readonly keyed: number;
  /** Sheets without the server's receipt. */
  readonly waiting: number;
}

/** Where the clerk is: sheet, progress of the batch, speed, and what waits to be sent. */
export function KeyingStrip({ kept: { pack, progress }, state, keyed, waiting }: KeyingStripProps) {
  const { lang, words } = useLanguage();
  const { strip } = words.keying;
  const total = progress.keyed + progress.waiting;
  const speed = sheetsAnHour(state.clock);
  const facts: readonly (readonly [string, string])[] = [
    [strip.sheet, isOpen(state) ? formatSerial(state.serial) : '–'],
    [strip.keyed, `${formatCount(keyed, lang)} / ${formatCount(Math.max(total, keyed), lang)}`],
    [strip.speed, speed === null ? '–' : fill(strip.perHour, { count: formatCount(speed, lang) })],
    [strip.waiting, formatCount(waiting, lang)],
    ...(pack.unit ? [[strip.unit, say(pack.unit, lang)] as const] : []),
  ];
  return (
    <dl class="strip">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
