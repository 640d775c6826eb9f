/** Plain enough to be printed; dark where the reader's screen is, and light on paper. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1c2024; --faint: #60646c; --line: #d9dce0; --paper: #fff; --good: #18794e; --bad: #c62a2f; --shade: #f4f5f7; --accent: #0b5cad; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #edeef0; --faint: #b0b4ba; --line: #3a3f45; --paper: #16181b; --good: #4cc38a; --bad: #ff8589; --shade: #212427; --accent: #7cc0ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2.25rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; color: var(--faint); }
.verdict { font-size: 1.1rem; font-weight: 600; margin: 0 0 1.5rem; padding-left: .75rem; border-left: 4px solid; }
.good { color: var(--good); }
.bad, .error { color: var(--bad); }
.error { white-space: pre-line; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; margin: 0; }
dt { color: var(--faint); }
dd { margin: 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .4rem .9rem .4rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--faint); font-weight: 600; }
td { overflow-wrap: anywhere; min-width: 6rem; }
td:first-child { width: 1%; white-space: nowrap; }
time { white-space: nowrap; }
ul { margin: .25rem 0 0; padding-left: 1.1rem; }
code { display: block; font: .85rem/1.5 ui-monospace, monospace; background: var(--shade); border-radius: 4px; padding: .3rem .5rem; margin-top: .2rem; white-space: pre-wrap; overflow-wrap: anywhere; }
code span { display: inline-block; max-width: 100%; }
details { margin-top: 2rem; }
summary { cursor: pointer; font-weight: 600; }
@media (max-width: 40rem) {
  td:first-child { width: auto; white-space: normal; }
  th, td { padding-right: .6rem; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .5rem; }
}
@page { margin: 15mm; }
@media print {
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  h2, h3 { break-after: avoid; }
  tr { break-inside: avoid; }
  code { border: 1px solid var(--line); }
  details > * { display: block; }
  details::details-content { content-visibility: visible; }
}
`;
