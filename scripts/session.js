/**
 * The picture of README: a lab from nothing to a release and back to nothing, as its commands print it. `npm run docs` draws
 * it, from a run in a sandbox of its own; the same program draws the same bytes.
 */
import { inFolder } from './run-in-folder.js';
import { ENDINGS, terminal } from './terminal-picture.js';

/** @type {readonly import('./terminal-picture.js').Scene[]} */
const SCENES = [
  {
    args: ['init', '--sandbox', '--yes'],
    keep: [/^Plan of/, /^ {2}\+ .* create$/, /^ {2}An hour costs/, ...ENDINGS],
  },
  {
    args: ['submit', '--sandbox', '--watch'],
    keep: [/^✔ (checked|uploaded)/, /^✔ \w+ \/ (GetTraining|Evaluate)/, ...ENDINGS],
  },
  { args: ['teardown', '--sandbox', '--yes'], keep: [/: nothing is left$/, ...ENDINGS] },
];

/** @param {(args: readonly string[]) => Promise<string> | string} run */
export async function sessionPicture(run) {
  const runs = [];
  for (const scene of SCENES) runs.push({ ...scene, printed: await run(scene.args) });
  return terminal(runs, 'A lab from nothing to a release, and back to nothing');
}

/** The same, by the built program. */
export function session() {
  return inFolder({}, sessionPicture);
}
