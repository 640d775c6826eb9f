import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAsChosen, placedZones, zonesIn, type ZoneOffer, type ZoneSlots } from '../../src/lab/zones.ts';

const fit = (...ids: string[]): ZoneOffer[] => ids.map((id) => ({ id, lacks: [] }));
const OFFERS = [...fit('z-4', 'z-1', 'z-2'), { id: 'z-3', lacks: ['ml.t3.medium'] }];

describe('placing a new network', () => {
  it.each([
    [1, ['z-1', '', '']],
    [3, ['z-1', 'z-2', 'z-4']],
    [
      ['z-4', 'z-2'],
      ['z-4', 'z-2', ''],
    ],
  ])('for %j takes the zones %j', (choice, slots) => {
    expect(placedZones(choice, undefined, OFFERS)).toEqual(slots);
  });

  it.each([
    [['z-3'], { kind: 'lacking', zone: 'z-3', lacks: ['ml.t3.medium'] }],
    [['z-9'], { kind: 'unknown', zone: 'z-9', known: ['z-1', 'z-2', 'z-3', 'z-4'] }],
  ])('for %j is refused', (choice, objection) => {
    expect(placedZones(choice, undefined, OFFERS)).toEqual(objection);
  });

  it('is refused where too few zones have everything', () => {
    expect(placedZones(3, undefined, fit('z-1', 'z-2'))).toMatchObject({ kind: 'too-few', wanted: 3 });
  });
});

describe('placing a network that stands', () => {
  it.each<[string, number | string[], ZoneSlots, readonly string[]]>([
    ['grows from what it has', 2, ['z-4', '', ''], ['z-4', 'z-1', '']],
    ['fills what is free', 3, ['z-4', '', 'z-2'], ['z-4', 'z-1', 'z-2']],
    ['gives up from the end', 2, ['z-4', 'z-1', 'z-2'], ['z-4', 'z-1', '']],
    ['gives up what is not named', ['z-2', 'z-4'], ['z-4', 'z-1', 'z-2'], ['z-4', '', 'z-2']],
    ['keeps a zone that has come to lack something', ['z-3', 'z-1'], ['z-3', '', ''], ['z-3', 'z-1', '']],
  ])('%s', (_, choice, standing, slots) => {
    expect(placedZones(choice, standing, OFFERS)).toEqual(slots);
  });

  it('does not put a zone where another one goes', () => {
    expect(placedZones(['z-4', 'z-3'], ['z-4', 'z-1', ''], fit('z-3'))).toEqual(['z-4', '', 'z-3']);
    const objection = { kind: 'no-room', leaving: ['z-1'], added: ['z-3'] };
    expect(placedZones(['z-4', 'z-2', 'z-3'], ['z-4', 'z-1', 'z-2'], fit('z-3'))).toEqual(objection);
  });

  it('never leaves its first zone', () => {
    const objection = { kind: 'first-moved', first: 'z-4', wanted: ['z-1'] };
    expect(placedZones(['z-1'], ['z-4', '', ''], OFFERS)).toEqual(objection);
  });

  it('moves no subnet, whatever the choice and the order of the answer', () => {
    const zones = ['z-1', 'z-2', 'z-3', 'z-4', 'z-5'];
    const choice = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.shuffledSubarray(zones, { minLength: 1, maxLength: 3 }));
    fc.assert(
      fc.property(choice, choice, fc.shuffledSubarray(zones, { minLength: 5 }), (first, then, order) => {
        const before = placedZones(first, undefined, fit(...zones));
        if ('kind' in before) return;
        const after = placedZones(then, before, fit(...order));
        if ('kind' in after) {
          expect(['first-moved', 'no-room']).toContain(after.kind);
          return;
        }
        before.forEach((zone, index) => expect(['', zone].includes(after[index] ?? '') || zone === '').toBe(true));
        expect(isAsChosen(then, after)).toBe(true);
        expect(new Set(zonesIn(after)).size).toBe(zonesIn(after).length);
      }),
    );
  });
});
