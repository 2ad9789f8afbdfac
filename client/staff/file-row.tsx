import { formatCount, formatInstant } from '../format.ts';
import { useLanguage } from './language.tsx';

interface FileRowProps {
  readonly one: {
    readonly fileName: string;
    readonly broughtAt: string;
    readonly broughtBy: string;
    readonly rows: number;
  };
  readonly href: string;
  /** How far it is, in words. */
  readonly state: string;
  readonly counts: readonly (readonly [head: string, count: number])[];
  readonly text: { by(name: string): string; ofRows(rows: number): string };
}

/** A file that was brought, in the list of them; on a phone its counts stand under its name. */
export function FileRow({ one, href, state, counts, text }: FileRowProps) {
  const { lang } = useLanguage();
  return (
    <tr>
      <th scope="row">
        <a href={href}>{one.fileName}</a>
        <span class="under small muted">
          {formatInstant(one.broughtAt, lang)} · {text.by(one.broughtBy)} · {text.ofRows(one.rows)}
        </span>
        <span class="narrow small">
          {state}: {counts.map(([head, count]) => `${head} ${formatCount(count, lang)}`).join(' · ')}
        </span>
      </th>
      <td class="wide">{state}</td>
      {counts.map(([head, count]) => (
        <td key={head} class="n wide">
          {formatCount(count, lang)}
        </td>
      ))}
    </tr>
  );
}
