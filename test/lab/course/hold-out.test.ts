import { expect, it } from 'vitest';
import { z } from 'zod';
import { holdOutOf } from '../../../src/lab/course/hold-out.ts';

const schema = z.object({ fraction: z.number(), seed: z.string(), file: z.string() }).partial().transform(holdOutOf);

it.each([[{ fraction: 0.25 }], [{ fraction: 0.25, seed: 'autumn' }], [{ file: 'kept.csv' }]])(
  'what is held out is kept as it is said: %j',
  (said) => {
    expect(schema.parse(said)).toStrictEqual(said);
  },
);

it.each([
  [{}, 'has neither fraction nor file'],
  [{ seed: 'autumn' }, 'has neither fraction nor file'],
  [{ fraction: 0.25, file: 'kept.csv' }, 'has both fraction and file'],
  [{ file: 'kept.csv', seed: 'autumn' }, 'no seed chooses among the rows of a file'],
])('is refused where it is neither a share nor a file: %j', (said, why) => {
  expect(schema.safeParse(said).error?.issues).toEqual([
    expect.objectContaining({ message: expect.stringContaining(why) as string }),
  ]);
});
