import { STYLE } from '../style.ts';

/** For a phone, a laptop, and paper of any size. */
export const HANDOUT_STYLE = `${STYLE}
main { max-width: 60rem; }
p, li, figcaption { max-width: 44rem; }
a { color: var(--accent); overflow-wrap: anywhere; }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
ol, ul { padding-left: 1.4rem; margin: .5rem 0; }
li { margin: .25rem 0; }
code.value { display: inline; padding: .1rem .35rem; margin: 0; }
td, td a { min-width: 0; overflow-wrap: break-word; hyphens: auto; }
td time { white-space: normal; }
td ul { margin: 0; padding-left: 1.1rem; }
td li { margin: 0; }
code { hyphens: none; }
.notice { border-left: 4px solid var(--accent); padding-left: .75rem; }
.door { display: grid; grid-template-columns: minmax(0, 1fr) 11rem; gap: 1.5rem; align-items: start; }
.qr { width: 11rem; height: 11rem; border: 1px solid var(--line); border-radius: 4px; }
figure { margin: 1rem 0; break-inside: avoid; }
figcaption { color: var(--faint); font-size: .9em; margin-top: .4rem; }
.picture { display: block; width: 100%; max-width: 52rem; height: auto; }
.drawing { display: block; width: 100%; min-width: 54rem; }
.drawing text { text-anchor: middle; fill: var(--ink); font: 13px system-ui, sans-serif; }
.drawing .head { font-size: 16px; font-weight: 600; }
.drawing .name { font: 600 11.5px ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace; }
.drawing .linked { fill: var(--accent); text-decoration: underline; }
.drawing .quiet { fill: var(--faint); }
.drawing .label { font-size: 12px; fill: var(--accent); }
.drawing .card { fill: var(--shade); stroke: var(--line); }
.drawing .box { fill: var(--paper); stroke: var(--line); }
.drawing .arrow { fill: none; stroke: var(--accent); stroke-width: 2; }
.drawing .tip { fill: var(--accent); }
@media (max-width: 40rem) {
  .door { grid-template-columns: minmax(0, 1fr); }
}
@media print {
  main { max-width: none; }
  pre, .door, .picture { break-inside: avoid; }
  .drawing { min-width: 0; }
  ol a::after { content: ' (' attr(href) ')'; }
}
`;
