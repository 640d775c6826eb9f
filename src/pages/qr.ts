import { encode } from 'uqr';
import { html, type Markup } from './markup.ts';

/** Light modules around the code (ISO/IEC 18004, quiet zone). */
const QUIET = 4;

/** A text as a QR code, dark on light whatever the page is. */
export function qrCode(text: string, label: string): Markup {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET });
  const side = String(size);
  const path = data.map((row, y) => runsIn(row, y)).join('');
  return html`<svg
    class="qr"
    role="img"
    aria-label="${label}"
    viewBox="0 0 ${side} ${side}"
    shape-rendering="crispEdges"
  >
    <rect width="${side}" height="${side}" fill="#fff" />
    <path d="${path}" fill="#000" />
  </svg>`;
}

/** Neighbours are drawn as one, or there would be hairlines between them. */
function runsIn(row: readonly boolean[], y: number): string {
  const line = row.map((dark) => (dark ? '#' : ' ')).join('');
  return [...line.matchAll(/#+/g)]
    .map(({ index, 0: run }) => `M${String(index)} ${String(y)}h${String(run.length)}v1h-${String(run.length)}z`)
    .join('');
}
