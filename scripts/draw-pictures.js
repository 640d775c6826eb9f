/**
 * Draws the pictures of docs/lab-guide.md into docs/pictures/, the same bytes every time. Terminals show what commands
 * really print: they are run here, in a sandbox of its own. test/docs/lab-guide.sweep.check.ts tells when a picture is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inFolder } from './run-in-folder.js';
import { ENDINGS, escaped, svg, terminal } from './terminal-picture.js';

/** In this order: each finds what those before it left. @type {readonly (import('./terminal-picture.js').Scene & { picture: string })[]} */
export const SCENES = [
  {
    picture: 'init',
    args: ['init', '--sandbox', '--yes'],
    keep: [
      /^Plan of/,
      /^ {2}\+ .* create$/,
      /^✔ .*(assumed-role|created in)/,
      /(MasterPortfolioId|SwitchRoleLink) /,
      ...ENDINGS,
    ],
  },
  {
    picture: 'submit',
    args: ['submit', '--sandbox', '--watch'],
    keep: [
      /^✔ (checked|uploaded)/,
      /^✔ \w+ \/ /,
      /^Release$/,
      /^ {2}(Submission|Non-production|Production) {2}/,
      ...ENDINGS,
    ],
  },
  {
    picture: 'rejected',
    args: ['submit', 'shuffled.csv', '--sandbox', '--watch'],
    keep: [/^✔ (checked|uploaded)/, /^[✔✖] \w+ \/ /, /^✖ stage/, ...ENDINGS],
  },
];

/** Data from which nothing can be learnt: each bird gets the weight of another. @param {string} csv */
export function shuffled(csv) {
  const [header = '', ...rows] = csv.trim().split('\n');
  const weights = rows.map((row) => row.split(',')[0]);
  const mixed = rows.map((row, index) =>
    [weights[(index * 97 + 31) % rows.length], ...row.split(',').slice(1)].join(','),
  );
  return [header, ...mixed, ''].join('\n');
}

/** The pictures that show nothing that was run. */
export function drawings() {
  return { accounts: accounts(), pipeline: pipeline() };
}

/** The three accounts, and what goes from one to another. */
function accounts() {
  return svg(900, 470, 'The three accounts of the lab', [
    STYLE,
    card(10, 'Data Scientist account', 'LabDSAccountNetwork, LabDSAccountSCSetup', [
      ['DataScientist role', 'people sign in, launch and submit with it'],
      ['Local portfolio', 'the product, and the role that launches it'],
      ['Private network', 'no internet gateway, no NAT: endpoints only'],
      ['Notebook', 'from the catalog, with a bucket of its own'],
    ]),
    card(320, 'Tools account', 'pre-reqs, LabSCToolsAccountSetup, LabMLOpsPipeline', [
      ['Model registry', 'every model, with measures and verdict'],
      ['Shared portfolio', 'product: SageMaker notebook'],
      ['Pipeline', 'train, deploy, evaluate, release'],
      ['Submission bucket', 'a new version starts the pipeline'],
    ]),
    card(630, 'Staging account', 'LabStagingAccountSetup', [
      ['Model bucket', 'models that are deployed'],
      ['Deploy role', 'only the pipeline, with an external id'],
      ['Endpoint mlops-lab--nonprod', 'judged on the hold-out data'],
      ['Endpoint mlops-lab--production', 'what callers use'],
    ]),
    arrow('M 338 194 H 258', 'shares', 295, 186),
    arrow('M 252 394 H 332', 'submits', 295, 386),
    arrow('M 450 362 V 332', 'starts', 458, 350),
    arrow('M 562 294 C 620 294 590 194 642 194', 'assumes', 598, 184),
    arrow('M 760 226 V 256', 'updates', 768, 246),
    arrow('M 760 326 V 356', 'if good enough', 768, 346),
    `<text class="quiet" x="450" y="455" text-anchor="middle">Parameters carry outputs from stack to stack; nothing is exported, nothing is typed by hand.</text>`,
  ]);
}

/** @type {readonly { stage: string, actions: readonly string[], says: string, optional?: boolean }[]} */
export const STAGES = [
  { stage: 'Source', actions: ['Submission'], says: 'submission.zip' },
  { stage: 'Train', actions: ['TrainModel', 'GetTrainingStatus'], says: 'checks, then fits' },
  {
    stage: 'NonProd',
    actions: ['DeployToNonProd', 'GetNonProdStatus', 'EvaluateNonProd'],
    says: 'gate: measure ≤ threshold',
  },
  { stage: 'Approval', actions: ['ApproveRelease'], says: 'only with --approval true', optional: true },
  {
    stage: 'Production',
    actions: ['DeployToProduction', 'GetProductionStatus', 'EvaluateProduction'],
    says: 'or back to the last one',
  },
];

/** The stages of the pipeline with their actions. */
function pipeline() {
  const width = 168;
  const boxes = STAGES.flatMap(({ stage, actions, says, optional }, index) => {
    const x = 10 + index * (width + 10);
    const middle = x + width / 2;
    return [
      `<rect class="card${optional ? ' optional' : ''}" x="${x}" y="10" width="${width}" height="150" rx="8"/>`,
      `<text class="title" x="${middle}" y="34" text-anchor="middle">${stage}</text>`,
      ...actions.map((action, row) => [
        `<rect class="box" x="${x + 8}" y="${46 + row * 28}" width="${width - 16}" height="23" rx="4"/>`,
        `<text x="${middle}" y="${62 + row * 28}" text-anchor="middle">${action}</text>`,
      ]),
      `<text class="quiet" x="${middle}" y="149" text-anchor="middle">${escaped(says)}</text>`,
      ...(index > 0 ? [arrow(`M ${x - 11} 85 H ${x - 3}`, '', 0, 0)] : []),
    ].flat();
  });
  return svg(900, 170, 'The stages of the pipeline', [STYLE, ...boxes]);
}

/** @param {number} x @param {string} title @param {string} stacks @param {[string, string][]} parts */
function card(x, title, stacks, parts) {
  const boxes = parts.map(([name, says], index) => {
    const y = 62 + index * 100;
    return [
      `<rect class="box" x="${x + 18}" y="${y}" width="224" height="64" rx="6"/>`,
      `<text class="name" x="${x + 130}" y="${y + 27}" text-anchor="middle">${escaped(name)}</text>`,
      `<text class="quiet" x="${x + 130}" y="${y + 46}" text-anchor="middle">${escaped(says)}</text>`,
    ];
  });
  return [
    `<rect class="card" x="${x}" y="8" width="260" height="430" rx="10"/>`,
    `<text class="title" x="${x + 130}" y="32" text-anchor="middle">${escaped(title)}</text>`,
    `<text class="quiet" x="${x + 130}" y="50" text-anchor="middle">${escaped(stacks)}</text>`,
    ...boxes.flat(),
  ].join('\n');
}

/** @param {string} path @param {string} label @param {number} x @param {number} y */
function arrow(path, label, x, y) {
  const line = `<path class="arrow" d="${path}" marker-end="url(#head)"/>`;
  const anchor = path.includes('V') ? 'start' : 'middle';
  return label
    ? `${line}\n<text class="label" x="${x}" y="${y}" text-anchor="${anchor}">${escaped(label)}</text>`
    : line;
}

/** Colours that suit a light page, and others where the reader's is dark. */
const STYLE = `<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path class="head" d="M 0 0 L 8 4 L 0 8 z"/></marker></defs>
<style>
text { font: 12px system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif; fill: #1f2328; }
.title { font-size: 15px; font-weight: 600; } .name { font-size: 13px; font-weight: 600; }
.quiet { font-size: 10px; fill: #57606a; } .label { font-size: 11px; fill: #0550ae; }
.card { fill: #f6f8fa; stroke: #8c959f; } .optional { stroke-dasharray: 5 4; }
.box { fill: #ffffff; stroke: #afb8c1; }
.arrow { fill: none; stroke: #0969da; stroke-width: 2; } .head { fill: #0969da; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; } .quiet { fill: #9198a1; } .label { fill: #79c0ff; }
  .card { fill: #161b22; stroke: #57606a; } .box { fill: #0d1117; stroke: #444c56; }
  .arrow { stroke: #58a6ff; } .head { fill: #58a6ff; }
}
</style>`;

/**
 * What the terminals show, by picture.
 * @param {(args: readonly string[]) => Promise<string> | string} run
 */
export async function terminals(run) {
  /** @type {Record<string, string>} */
  const drawn = {};
  for (const scene of SCENES) drawn[scene.picture] = terminal([{ ...scene, printed: await run(scene.args) }]);
  return drawn;
}

async function draw() {
  const root = fileURLToPath(new URL('../', import.meta.url));
  const csv = readFileSync(join(root, 'generated/courses/penguins/train.csv'), 'utf8');
  const pictures = await inFolder({ 'shuffled.csv': shuffled(csv) }, async (run) => ({
    ...drawings(),
    ...(await terminals(run)),
  }));
  for (const [name, picture] of Object.entries(pictures))
    writeFileSync(join(root, `docs/pictures/${name}.svg`), picture);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await draw();
