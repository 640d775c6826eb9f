import { STYLE } from '../style.ts';

/** For a screen, a phone and paper: drawings take what width there is, and their letters keep their size. */
export const REPORT_STYLE = `${STYLE}
.open { color: var(--accent); white-space: pre-line; }
.faint { color: var(--faint); }
.timeline { list-style: none; margin: .5rem 0 0; padding: 0; }
.timeline li { break-inside: avoid; margin-top: .3rem; }
p, li { overflow-wrap: anywhere; }
.bars { display: block; width: 100%; height: 16px; }
.axis { display: block; width: 100%; height: 18px; break-before: avoid; }
.axis text { font: 12px system-ui, sans-serif; fill: var(--faint); }
.mark { stroke: var(--line); }
.bar { fill: var(--accent); }
.bar.bad { fill: var(--bad); }
.bar.open { fill: none; stroke: var(--accent); stroke-dasharray: 4 3; }
td .good, td .bad { font-weight: 600; }
@media (max-width: 40rem) {
  td { min-width: 0; overflow-wrap: break-word; hyphens: auto; }
  td time { white-space: normal; }
}
`;
