import { expect, it } from 'vitest';
import { randomBelow } from '../../../src/lab/measures/random.ts';

// By the definition of sfc32 in whole numbers of Python, which have no sign and no width of their own.
it.each([
  [1, [1_047_107_358, 1_857_996_408, 3_863_704_218, 4_155_912_429, 3_250_571_120]],
  [20_260_131, [3_817_009_065, 2_382_781_824, 2_738_364_215, 1_910_235_255, 3_160_168_550]],
  [0xffff_ffff, [2_761_911_015, 4_051_123_310, 1_568_285_539, 3_992_749_418, 1_805_534_892]],
])('random numbers by the seed %i are those of sfc32', (seed, words) => {
  const [whole, below] = [randomBelow(seed), randomBelow(seed)];
  expect(words.map(() => whole(2 ** 32))).toEqual(words);
  expect(words.map(() => below(10))).toEqual(words.map((word) => Math.floor((10 * word) / 2 ** 32)));
});
