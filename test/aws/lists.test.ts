import { expect, it } from 'vitest';
import { Lists } from '../../src/aws/lists.ts';

/** A list that shows what is there when its reading begins. */
function kind() {
  const there: string[] = [];
  const ends: (() => void)[] = [];
  const read = async () => {
    const shown = [...there];
    await new Promise<void>((resolve) => ends.push(resolve));
    return shown;
  };
  const endOne = async () => {
    ends.shift()?.();
    await new Promise(setImmediate);
    return ends.length;
  };
  return { there, read, endOne };
}

it('reads a list once for all who ask while it is read, and shows each of them what they did before', async () => {
  const lists = new Lists();
  const { there, read, endOne } = kind();
  const first = lists.read('stacks', read);
  there.push('made by the second');
  const second = lists.read('stacks', read);
  there.push('made by the third');
  const third = lists.read('stacks', read);
  expect(await endOne()).toBe(1);
  expect(await endOne()).toBe(0);
  expect(await first).toEqual([]);
  expect(await second).toEqual(['made by the second', 'made by the third']);
  expect(await third).toEqual(await second);
});

it('reads it anew for who asks later, and another list beside it', async () => {
  const lists = new Lists();
  const { there, read, endOne } = kind();
  const before = lists.read('stacks', read);
  const other = lists.read('roles', () => Promise.resolve(['a role']));
  expect(await other).toEqual(['a role']);
  await endOne();
  there.push('made later');
  const after = lists.read('stacks', read);
  await endOne();
  expect([await before, await after]).toEqual([[], ['made later']]);
});

it('lets nobody fail for what another lab may not read', async () => {
  const lists = new Lists();
  const denied = () => Promise.reject<string[]>(new Error('access denied'));
  const asked = [lists.read('stacks', denied), lists.read('stacks', denied)];
  const third = lists.read('stacks', () => Promise.resolve(['a stack']));
  const ends = await Promise.allSettled([...asked, third]);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  expect(await third).toEqual(['a stack']);
});
