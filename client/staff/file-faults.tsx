/** Faults of the rows of a file that was brought, by kind and by place, as the spreadsheet numbers them. */
import { formatCount } from '../format.ts';
import { useLanguage } from './language.tsx';

interface FileFaultsData {
  readonly total: number;
  readonly kinds: readonly { readonly code: string; readonly sentence: string; readonly count: number }[];
  readonly faults: readonly {
    readonly row: number;
    readonly column: string;
    readonly code: string;
    readonly value: string;
    readonly sentence: string;
  }[];
}

interface FileFaultsWords {
  readonly faultsTitle: string;
  readonly kindsTitle: string;
  readonly kind: string;
  readonly times: string;
  readonly row: string;
  readonly column: string;
  readonly value: string;
  readonly fault: string;
  readonly empty: string;
  firstOf(shown: number, total: number): string;
}

interface FileFaultsProps {
  readonly data: FileFaultsData;
  readonly text: FileFaultsWords;
}

/** How often each kind occurs, where there is more than one; then each fault. */
export function FileFaults(props: FileFaultsProps) {
  return (
    <>
      {props.data.kinds.length > 1 && <KindTable {...props} />}
      <FaultTable {...props} />
    </>
  );
}

function KindTable({ data, text }: FileFaultsProps) {
  const { lang } = useLanguage();
  return (
    <table class="row-faults block-s">
      <caption class="visually-hidden">{text.kindsTitle}</caption>
      <thead>
        <tr>
          <th scope="col">{text.kind}</th>
          <th scope="col" class="n">
            {text.times}
          </th>
        </tr>
      </thead>
      <tbody>
        {data.kinds.map(({ code, sentence, count }) => (
          <tr key={code}>
            <th scope="row">{sentence}</th>
            <td class="n">{formatCount(count, lang)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function FaultTable({ data, text }: FileFaultsProps) {
  const { lang } = useLanguage();
  const { faults, total } = data;
  return (
    <>
      {faults.length < total && <p class="block-s">{text.firstOf(faults.length, total)}</p>}
      <table class="row-faults block-s">
        <caption class="visually-hidden">{text.faultsTitle}</caption>
        <thead>
          <tr>
            <th scope="col" class="n">
              {text.row}
            </th>
            <th scope="col">{text.column}</th>
            <th scope="col" class="wide">
              {text.value}
            </th>
            <th scope="col">{text.fault}</th>
          </tr>
        </thead>
        <tbody>
          {faults.map(({ row, column, code, value, sentence }) => (
            <tr key={`${row} ${column} ${code}`}>
              <th scope="row" class="n">
                {formatCount(row, lang)}
              </th>
              <td>
                <code>{column}</code>
              </td>
              <td class="wide">{value === '' ? <span class="muted">{text.empty}</span> : value}</td>
              <td>
                {sentence}
                <span class="narrow small muted">
                  {text.value}: {value === '' ? text.empty : value}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
