import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { layers, LAYERS } from '../../lint/layers.js';

const PAGE = new URL('../../ARCHITECTURE.md', import.meta.url);

/** Who may import what, as the page on the architecture shows it; those that may import the same stand in one row. */
function table(): string {
  const short = (path: string) => `\`${path.replace(/^src\/(?=.)/, '').replace(/^sandbox\/(?=.)/, '…/')}\``;
  const rows = new Map<string, { folders: string[]; are: string[] }>();
  for (const [path, { is, modules = [], packages = [], types = [] }] of Object.entries(LAYERS)) {
    const shownPackages = packages.filter((name) => !name.startsWith('node:')).map((name) => `\`${name}\``);
    const shownTypes = types.map((name) => `types of \`${name}\``);
    const imported = [...modules.map(short), ...shownPackages, ...shownTypes].join(', ');
    const row = rows.get(imported) ?? { folders: [], are: [] };
    rows.set(imported, { folders: [...row.folders, short(path)], are: [...row.are, is] });
  }
  const lines = [...rows].map(
    ([imported, { folders, are }]) => `| ${folders.join(', ')} | ${are.join('; ')} | ${imported || 'nothing'} |`,
  );
  return ['| folder or module | is | imports |', '|---|---|---|', ...lines].join('\n');
}

/** What the rule says of a module's text. */
function complaints(file: string, text: string): string[] {
  return layers(file, ts.createSourceFile(file, text, ts.ScriptTarget.ES2023)).map(({ says }) => says);
}

describe('the map of who may import what', () => {
  it('stands in ARCHITECTURE.md', async () => {
    const page = readFileSync(PAGE, 'utf8');
    const current = page.replace(/(?<=<!-- layers -->\n).*?(?=\n<!-- \/layers -->)/s, () => table());
    expect(page).toContain('<!-- layers -->');
    await expect(current).toMatchFileSnapshot(PAGE.pathname);
  });

  it.each([
    ['src/lab/a.ts', "import { z } from 'zod';"],
    ['src/lab/a.ts', "import { b } from './b.ts';"],
    ['src/aws/drift/a.ts', "import { b } from '../../lab/b.ts';"],
    ['src/sandbox/services/s3/a.ts', "import type { S3Client } from '@aws-sdk/client-s3';"],
    ['src/sandbox/services/s3/a.ts', "import { b } from '../iam/b.ts';"],
    ['src/sandbox/services/servicecatalog/a.ts', "import { b } from '../../cloudformation/template/b.ts';"],
    ['src/compose/a.ts', "export const a = () => import('../sandbox/sandbox.ts');"],
  ])('lets %s have %s', (file, text) => {
    expect(complaints(file, text)).toEqual([]);
  });

  it.each([
    [
      'src/lab/a.ts',
      "import type { Ui } from '../ports/ui.ts';",
      'src/lab (rules, pure) may not import src/ports/ui.ts',
    ],
    ['src/lab/a.ts', "import { readFileSync } from 'node:fs';", 'may not import node:fs'],
    ['src/actions/a.ts', "export * from '../aws/cloud.ts';", 'may not import src/aws/cloud.ts'],
    ['src/aws/a.ts', "export { a } from '../ui/index.ts';", 'may not import src/ui/index.ts'],
    ['src/ui/a.ts', "export const a = () => import('../aws/cloud.ts');", 'may not import src/aws/cloud.ts'],
    ['src/sandbox/kernel/a.ts', "import { b } from '../wire/b.ts';", 'may not import src/sandbox/wire/b.ts'],
    ['src/sandbox/storage/a.ts', "import { LabError } from '../../errors.ts';", 'may not import src/errors.ts'],
    [
      'src/sandbox/services/s3/a.ts',
      "import { b } from '../ec2/b.ts';",
      'may not import src/sandbox/services/ec2/b.ts',
    ],
    [
      'src/sandbox/services/servicecatalog/a.ts',
      "import { b } from '../../cloudformation/engine/b.ts';",
      'may not import src/sandbox/cloudformation/engine/b.ts',
    ],
    [
      'src/sandbox/services/s3/a.ts',
      "import { S3Client } from '@aws-sdk/client-s3';",
      'may import no more than types from @aws-sdk/client-s3',
    ],
    ['src/elsewhere/a.ts', 'export const a = 1;', 'src/elsewhere/a.ts is in no layer'],
  ])('refuses %s that has %s', (file, text, message) => {
    expect(complaints(file, text)).toEqual([expect.stringContaining(message)]);
  });

  it('has no circle: what a folder may import may not import it', () => {
    const names = Object.keys(LAYERS);
    const within = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
    /** The layers in a folder, or else the one that it is in. */
    const layersOf = (path: string) => {
      const inside = names.filter((name) => within(name, path));
      const around = names.filter((name) => within(path, name)).sort((one, other) => other.length - one.length);
      return inside.length > 0 ? inside : around.slice(0, 1);
    };
    const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
      (LAYERS[from]?.modules ?? [])
        .flatMap(layersOf)
        .some((next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))));
    // It puts everything in it together.
    const inner = names.filter((name) => !['src/sandbox'].includes(name));
    expect(inner.filter((name) => reaches(name, name))).toEqual([]);
    expect(layersOf('src/sandbox/kernel')).toEqual(['src/sandbox/kernel']);
    expect(layersOf('src/sandbox/cloudformation/template')).toEqual(['src/sandbox/cloudformation']);
    expect(reaches('src/sandbox/services/servicecatalog', 'src/sandbox/services/sts')).toBe(true);
  });
});
