/**
 * A stream of whole numbers below a bound, the same for the same seed on every machine: Doty-Humphrey's sfc32, which
 * passes PractRand and is in the public domain.
 */
export function randomBelow(seed: number): (bound: number) => number {
  // Signed words, since engines keep those without allocating.
  let [a, b, c, counter] = [0, 0, seed | 0, 1];
  const word = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum;
  };
  // What follows close upon the seed still looks like it.
  for (let round = 0; round < 15; round += 1) word();
  return (bound) => Math.floor(((word() >>> 0) / 2 ** 32) * bound);
}
