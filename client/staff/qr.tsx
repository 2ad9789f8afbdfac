import { encode } from 'uqr';

/**
 * A QR code as a drawing of its dark modules, a run of them in one stroke of the pen. Capitals, figures and the signs of
 * an address make it smaller than other text. The quiet zone around it is up to the page.
 */
export function Qr({ text }: { readonly text: string }) {
  const { size, data } = encode(text, { ecc: 'M', border: 0 });
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges" aria-hidden="true">
      <path d={data.map(rowPath).join('')} />
    </svg>
  );
}

function rowPath(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    const from = x;
    while (row[x + 1]) x++;
    path += `M${from} ${y}h${x + 1 - from}v1H${from}z`;
  }
  return path;
}
