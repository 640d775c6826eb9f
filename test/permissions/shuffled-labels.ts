import { LABEL } from '../../src/lab/submission/columns.ts';
import type { Files } from '../../src/ports/files.ts';

/** The lab's data with each label moved a few rows on: data as such, from which nothing can be learnt. */
export async function shuffledLabels(files: Files): Promise<Uint8Array> {
  const [header = '', ...rows] = new TextDecoder()
    .decode(await files.labData())
    .trim()
    .split('\n');
  const at = header.split(',').indexOf(LABEL);
  const table = rows.map((row) => row.split(','));
  const moved = table.map((row, index) => row.with(at, table[(index * 97 + 41) % table.length]?.[at] ?? ''));
  return new TextEncoder().encode([header, ...moved.map((row) => row.join(','))].join('\n'));
}
