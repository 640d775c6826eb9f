import type { Draft, DraftColumn } from './draft.ts';

/** Rows that say the same as one before them, and rows that differ from one in their answer alone. */
export interface Repeats {
  readonly equal: number;
  readonly contradicting: number;
}

export function repeatsIn({ features, label }: Draft): Repeats {
  const keys = keysOf(features);
  const answers = new Map<string, Set<number>>();
  let [equal, contradicting] = [0, 0];
  for (const [row, key] of keys.entries()) {
    const answer = label.rows[row] ?? 0;
    const known = answers.get(key);
    if (!known) answers.set(key, new Set([answer]));
    else if (known.has(answer)) equal += 1;
    else {
      known.add(answer);
      contradicting += 1;
    }
  }
  return { equal, contradicting };
}

/** A short text for what each row says, apart from its answer: two 32-bit hashes, which are the same for equal rows. */
function keysOf(features: readonly DraftColumn[]): string[] {
  const rows = features[0]?.rows.length ?? 0;
  const one = new Int32Array(rows).fill(17);
  const other = new Int32Array(rows).fill(31);
  for (const { rows: texts } of features) {
    for (const [row, text] of texts.entries()) {
      one[row] = Math.imul((one[row] ?? 0) ^ text, 0x9e3779b1) + 7;
      other[row] = Math.imul((other[row] ?? 0) + text, 0x85ebca6b) ^ ((other[row] ?? 0) >>> 13);
    }
  }
  return Array.from(one, (hash, row) => `${String(hash)} ${String(other[row] ?? 0)}`);
}
