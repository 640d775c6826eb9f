import ts from 'typescript';
import { expect, it } from 'vitest';
import { ownNames } from '../../lint/own-names.js';

const DECLARED = `
interface Array<T> { [index: number]: T }
interface Dictionary { [name: string]: string }
declare const dictionary: Dictionary;
declare const perhaps: Dictionary | undefined;
declare const list: string[];
declare const known: { a: string; b: string };
declare const either: Dictionary | { a: string };
declare const name: string;
declare const given: string | undefined;
declare const index: number;
declare const letter: 'a' | 'b';
`;

/** What the rule says of a line of code. */
function complaints(line: string): string[] {
  const source = ts.createSourceFile('module.ts', DECLARED + line, ts.ScriptTarget.ES2023, true);
  const host = ts.createCompilerHost({});
  const program = ts.createProgram(
    ['module.ts'],
    { noLib: true, strict: true, types: [] },
    { ...host, getSourceFile: () => source },
  );
  return ownNames(source, program.getTypeChecker()).map(({ node, says }) => `${node.getText()}: ${says}`);
}

const READ = 'a name from outside may be one that every object has';

it.each([
  ['dictionary[name];', `dictionary[name]: own(dictionary, name): ${READ}`],
  ['dictionary[name + "a"];', `dictionary[name + "a"]: own(dictionary, name + "a"): ${READ}`],
  ['perhaps?.[name];', `perhaps?.[name]: own(perhaps, name): ${READ}`],
  ['either[name];', `either[name]: own(either, name): ${READ}`],
  ['dictionary[given!];', `dictionary[given!]: own(dictionary, given!): ${READ}`],
  ['dictionary[given ?? letter].a;', `dictionary[given ?? letter]: own(dictionary, given ?? letter): ${READ}`],
  ['dictionary[name] = "b";', 'dictionary[name]: put(dictionary, name, …): a name from outside may be __proto__'],
  ['dictionary[name] ??= "b";', 'dictionary[name]: put(dictionary, name, …): a name from outside may be __proto__'],
  ['name in known;', `name in known: Object.hasOwn(known, name): ${READ}`],
])('objects to %s', (line, complaint) => {
  expect(complaints(line)).toEqual([complaint]);
});

it.each([
  'dictionary.a;',
  'dictionary["constructor"];',
  'dictionary[letter];',
  'dictionary[letter] = "b";',
  'known[letter];',
  'list[index];',
  'list[0];',
  'delete dictionary[name];',
  '"a" in known;',
  'letter in known;',
])('lets %s be', (line) => {
  expect(complaints(line)).toEqual([]);
});
