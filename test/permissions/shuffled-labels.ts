import type { ActionContext } from '../../src/actions/context.ts';

/** The lab's data with each label moved a few rows on: data as such, from which nothing can be learnt. */
export function shuffledLabels({ bundle, lab }: Pick<ActionContext, 'bundle' | 'lab'>): Uint8Array {
  const [header = '', ...rows] = new TextDecoder().decode(bundle.training).trim().split('\n');
  const at = header.split(',').indexOf(lab.taught.label);
  const table = rows.map((row) => row.split(','));
  const moved = table.map((row, index) => row.with(at, table[(index * 97 + 41) % table.length]?.[at] ?? ''));
  return new TextEncoder().encode([header, ...moved.map((row) => row.join(','))].join('\n'));
}
