import { expect, it } from 'vitest';
import { World, type Slice } from '../../../src/sandbox/kernel/world.ts';

const NOTES: Slice<{ notes: Record<string, { text: string }> }> = { name: 'notes', initial: () => ({ notes: {} }) };

it('is surveyed as it stands at each moment, place by place', () => {
  const world = World.begin(0);
  expect([...world.survey(NOTES)]).toEqual([]);
  const here = world.slice(NOTES, '111111111111', 'us-east-1');
  world.slice(NOTES, '222222222222', 'eu-west-1');
  here.notes['a'] = { text: 'first' };
  here.notes['a'].text = 'second';
  const standing = [
    { account: '111111111111', region: 'us-east-1', value: { notes: { a: { text: 'second' } } } },
    { account: '222222222222', region: 'eu-west-1', value: { notes: {} } },
  ];
  expect([...world.survey(NOTES)]).toEqual(standing);
  expect([...world.each(NOTES)]).toEqual(standing);
});
