import ts from 'typescript';
import { hostOf, type Host } from './host.ts';
import { MUTATORS } from './mutators/index.ts';

export interface Mutant {
  /** What it is called in reports and lists, the same as long as what it changes stays the same. */
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** Where what is chosen while the program runs begins and ends; and the mutant's text in its place. */
  readonly host: Host;
  readonly text: string;
}

/** All mutants of a file, by where they are. */
export function mutantsOf(file: string, code: string): Mutant[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const named = uniqueNames();
  return nodesOf(source).flatMap((node) =>
    Object.entries(MUTATORS).flatMap(([mutator, replace]) =>
      replace(node).map((replacement) => {
        const host = hostOf(node);
        const [start, end] = [node.getStart(), node.getEnd()];
        return {
          name: named(`${file}: ${mutator}: ${brief(node.getText())} → ${brief(replacement)}`),
          file,
          line: source.getLineAndCharacterOfPosition(start).line + 1,
          host,
          text:
            host.kind === 'statements' ? '' : code.slice(host.start, start) + replacement + code.slice(end, host.end),
        };
      }),
    ),
  );
}

/** Whatever stands there at run time. */
function nodesOf(node: ts.Node): ts.Node[] {
  if (isOfTypes(node)) return [];
  const below: ts.Node[] = [];
  ts.forEachChild(node, (child) => void below.push(...nodesOf(child)));
  return ts.isSourceFile(node) ? below : [node, ...below];
}

function isOfTypes(node: ts.Node): boolean {
  return (
    ts.isTypeNode(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node)
  );
}

/** The same change at several places of a file is told apart by its number. */
function uniqueNames(): (name: string) => string {
  const times = new Map<string, number>();
  return (name) => {
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return time === 1 ? name : `${name} #${String(time)}`;
  };
}

function brief(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= 60 ? line : `${line.slice(0, 40)} … ${line.slice(-17)}`;
}
