import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SharedTexts } from '../../src/sandbox/storage/shared-texts.ts';

it('a state whose equal texts are held once says the same, whatever its names are', () => {
  const names = fc.constantFrom('__proto__', 'constructor', 'length', '0', 'name');
  const state = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, fc.constantFrom('a', 'b', '', 7, true, null), tie('list'), tie('dictionary')),
    list: fc.array(tie('value'), { maxLength: 4 }),
    dictionary: fc.dictionary(names, tie('value')),
  }));
  fc.assert(
    fc.property(state.list, (list) => {
      const json = JSON.stringify(list);
      const read = JSON.parse(json) as object;
      new SharedTexts().share(read);
      expect(JSON.stringify(read)).toBe(json);
      expect(Object.getPrototypeOf(read)).toBe(Array.prototype);
    }),
  );
});
