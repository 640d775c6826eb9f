import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** The modules of a project that a file imports, and those that they import in turn, with itself. */
export function reachedBy(root: string): (file: string) => ReadonlySet<string> {
  const imports = new Map<string, readonly string[]>();
  const importsOf = (file: string): readonly string[] => {
    const known = imports.get(file) ?? importsIn(root, file);
    imports.set(file, known);
    return known;
  };
  return (file) => {
    const reached = new Set([file]);
    for (const module of reached) for (const imported of importsOf(module)) reached.add(imported);
    return reached;
  };
}

function importsIn(root: string, file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'));
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => normalize(join(dirname(file), fileName)))
    .filter((imported) => imported.endsWith('.ts') && existsSync(join(root, imported)));
}
