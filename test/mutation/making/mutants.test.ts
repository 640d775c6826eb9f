import { describe, expect, it } from 'vitest';
import { mutantsOf } from './mutants.ts';

/** The changes of some code, without the file they are in. */
function changesOf(code: string): string[] {
  return mutantsOf('file', code).map(({ name }) => name.replace('file: ', ''));
}

describe('mutants', () => {
  it.each([
    ['total = price * 2', ['arithmetic: price * 2 → ((price) / (2))']],
    ["text = start + ' and more'", []],
    ['sum += 1', ['assignment: sum += 1 → sum -= 1']],
    ["text += ' and more'", []],
    ['known ??= other', ['assignment: known ??= other → known &&= other']],
    [
      'a < b',
      [
        'conditional: a < b → false',
        'conditional: a < b → true',
        'equality: a < b → ((a) <= (b))',
        'equality: a < b → ((a) >= (b))',
      ],
    ],
    ['a ?? b', ['logical: a ?? b → ((a) && (b))']],
    ['if (known) go()', ['conditional: known → true', 'conditional: known → false']],
    ['while (more) go()', ['conditional: more → false']],
    ['f(!known)', ['negation: !known → known']],
    ['f(true)', ['boolean: true → false']],
    ["f('CODE')", ["string: 'CODE' → ''"]],
    ["f('')", ["string: '' → 'mutated'"]],
    ["a ?? ''", ["logical: a ?? '' → ((a) && (''))"]],
    ["a ?? 'none'", ["logical: a ?? 'none' → ((a) && ('none'))", "string: 'none' → ''"]],
    ['f([])', ["array: [] → ['mutated']"]],
    ['f(`a-${b}`)', ['string: `a-${b}` → ``']],
    ['f(tag`a`)', []],
    ['f(tag`a-${b}`)', []],
    ["f('words for people')", []],
    ['f(`for ${person}`)', []],
    ['f([a])', ['array: [a] → []']],
    ['f({ a })', ['object: { a } → ({})']],
    ['f(/^a$/i)', ['regex: /^a$/i → /a$/i', 'regex: /^a$/i → /^a/i']],
    ['() => a', ['arrow function: a → undefined']],
    ['() => { a(); }', ['block: { a(); } → {}']],
    ['f(a?.b)', ['optional chaining: a?.b → a.b']],
    ['a?.[0]', ['optional chaining: a?.[0] → a[0]']],
    ['a?.(0)', ['optional chaining: a?.(0) → a(0)']],
    ['all.filter(f)', ['method: all.filter(f) → all']],
    ['all?.some(f)', ['optional chaining: all?.some → all.some', 'method: all?.some(f) → all?.every(f)']],
    ['f(-a)', ['unary: -a → +a']],
    ['at++', ['update: at++ → at--']],
  ])('of `%s`', (code, changes) => {
    expect(changesOf(code).toSorted()).toEqual([...changes].sort());
  });

  it('are made of a case, which falls through', () => {
    const changes = changesOf("switch (a) { case 'A': go(); }");
    expect(changes).toEqual(["case: case 'A': go(); → ", "string: 'A' → ''"]);
  });

  it.each([
    "import { a } from './b.ts'",
    "export * from './b.ts'",
    "await import('./b.ts')",
    "type A = 'a' | `b${string}`",
    "interface A { a: 'b' }",
    "let a: 'b'",
    "const { 'a': b } = c",
    'a.constructor()',
    "const { a = '', b: [c] = [] } = d",
    "(a = '', b = []) => { }",
  ])('are not made of what is not there at run time, or is only a name: `%s`', (code) => {
    expect(changesOf(code)).toEqual([]);
  });

  it('are told apart where the same change is possible twice', () => {
    expect(changesOf('f(true); g(true)')).toEqual(['boolean: true → false', 'boolean: true → false #2']);
  });
});
