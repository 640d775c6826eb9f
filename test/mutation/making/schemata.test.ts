import { runInNewContext } from 'node:vm';
import { transformSync } from 'rolldown/utils';
import { describe, expect, it } from 'vitest';
import { mutantsOf } from './mutants.ts';
import { withMutants } from './schemata.ts';

const CODE = `
function f(input: { value?: { text: string; list: number[] } } | undefined, names: readonly string[]): unknown {
  const text = input?.value?.text.trim().toUpperCase() ?? 'none';
  const list = input?.value!.list.filter((each) => each > 1 && each < 5).map((each) => each + 1) ?? [];
  const found = { text, first: list[0], known: names.some((name) => name === text) } as const;
  for (let at = 0; at < 2; at += 1) list.push(at);
  switch (names.length) {
    case 0:
      return [];
    case 1: {
      const [only = ''] = names;
      return only;
    }
    default:
      delete (found as { text?: string }).text;
      return { ...found, list, ...(list.length > 3 && { long: true }) };
  }
}
`;

const INPUTS = [
  [undefined, ['NONE', 'none']],
  [undefined, []],
  [{}, ['A']],
  [{ value: { text: ' a ', list: [1, 2, 3, 9] } }, ['A', 'B']],
  [{ value: { text: 'a', list: [1] } }, ['A']],
] as const;

const MANY = 10_000;

const mutants = new Map(mutantsOf('file.ts', CODE).entries());

/** What becomes of each input, be it an error; and what never ends is one. */
function answers(code: string, chosen?: number): unknown {
  const { code: script, errors } = transformSync('file.ts', code, {});
  expect(errors).toEqual([]);
  let steps = 0;
  const choice = (id: number) => {
    steps += 1;
    if (steps > MANY) throw new Error('no end');
    return id === chosen;
  };
  const f = runInNewContext(`${script}; f`, { $mutant: choice }) as (...input: readonly unknown[]) => unknown;
  return INPUTS.map((input) => {
    steps = 0;
    try {
      return f(...structuredClone(input));
    } catch (error) {
      return String(error);
    }
  });
}

describe('code with mutants', () => {
  it('does what it did, while none is chosen', () => {
    expect(mutants.size).toBeGreaterThan(40);
    expect(answers(withMutants(CODE, mutants))).toEqual(answers(CODE));
  });

  it('does what the one that is chosen does, however many others there are', () => {
    const all = withMutants(CODE, mutants);
    for (const [id, mutant] of mutants) {
      const alone = withMutants(CODE, new Map([[id, mutant]]));
      expect(answers(all, id), mutant.name).toEqual(answers(alone, id));
    }
  });

  it('does what code does that was changed by hand', () => {
    const changed = [
      ["?? 'none'", "&& 'none'", 'logical: input?.value?.text.trim().toUpperCase() ?? '],
      ['value?.text', 'value.text', 'optional chaining: input?.value?.text'],
      ['.trim()', '', 'method: input?.value?.text.trim()'],
      ['each > 1', 'each >= 1', 'equality: each > 1 → ((each) >='],
      ["'none'", "''", "string: 'none'"],
      ['return [];', '', 'case: case 0:'],
    ] as const;
    for (const [from, to, name] of changed) {
      const [id] = [...mutants].find(([, mutant]) => mutant.name.startsWith(`file.ts: ${name}`)) ?? expect.fail(name);
      expect(answers(withMutants(CODE, mutants), id), name).toEqual(answers(CODE.replace(from, to)));
      expect(answers(CODE.replace(from, to)), name).not.toEqual(answers(CODE));
    }
  });
});
