import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const SCRIPT = new URL('../../scripts/check-cycles.js', import.meta.url).pathname;

function checked(modules: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-lab-cycles-'));
  for (const [name, text] of Object.entries(modules)) writeFileSync(join(folder, name), text);
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT, folder], { encoding: 'utf8' });
  return { status, circles: stderr.replaceAll(`${folder}/`, '').trim() };
}

const TREE = {
  'tree.ts': "import './branch.ts';\nimport './leaf.ts';",
  'branch.ts': "import './leaf.ts';",
  'leaf.ts': "import { join } from 'node:path';\nexport const leaf = join;",
};

it('modules that import each other in a circle are found, also where one takes types alone or waits for another, and no others', () => {
  const circle = checked({
    ...TREE,
    'a.ts': "import type { B } from './b.ts';\nexport type A = B;",
    'b.ts': "export { c as b } from './c.ts';\nexport type B = 1;",
    'c.ts': "export const c = () => import('./a.ts');",
    'd.ts': "import { a } from './a.ts';\nexport const d = a;",
  });
  expect(circle).toEqual({ status: 1, circles: 'circular: a.ts\n       -> b.ts\n       -> c.ts\n       -> a.ts' });
});
