import fc from 'fast-check';

/** As `unit: 'binary'` of fast-check, which lays out a table of all of Unicode in each process. */
const ANY_CHARACTER = fc
  .integer({ min: 0, max: 0x10_ffff - 0x800 })
  .map((at) => String.fromCodePoint(at < 0xd800 ? at : at + 0x800));

/** Names that every object has. */
const OF_OBJECTS = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf'];

/** Texts of any characters, surrogates in pairs alone. */
export function anyText(constraints: { readonly maxLength?: number } = {}): fc.Arbitrary<string> {
  const { maxLength = Infinity } = constraints;
  return fc.oneof(
    { weight: 9, arbitrary: fc.string({ unit: ANY_CHARACTER, ...constraints }) },
    { weight: 1, arbitrary: fc.constantFrom(...OF_OBJECTS.filter(({ length }) => length <= maxLength)) },
  );
}
