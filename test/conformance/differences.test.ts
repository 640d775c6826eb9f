import { describe, expect, it } from 'vitest';
import { CASES } from './cases/index.ts';
import { outcomeInMoto } from './conformance-case.ts';

describe('differences between moto and AWS', () => {
  it.each(CASES.filter(({ moto }) => moto))('are explained: $title', (conformanceCase) => {
    expect(conformanceCase.moto?.because).toMatch(/; moto .+\.$/);
    expect(outcomeInMoto(conformanceCase)).not.toEqual(conformanceCase.expected);
  });
});
