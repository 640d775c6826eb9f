import { describe, expect, it } from 'vitest';
import { turns } from '../../src/lab/slots.ts';

describe('work in turn', () => {
  it('is done one after the other for one key, and side by side for two', async () => {
    const { inTurn, log, finish } = begun();
    const all = [inTurn('a', 'first'), inTurn('a', 'second'), inTurn('b', 'other')];
    await finish('other');
    await finish('first');
    await finish('second');
    await Promise.all(all);
    expect(log).toEqual(['first begins', 'other begins', 'other ends', 'first ends', 'second begins', 'second ends']);
  });

  it('that passes its turn goes on beside the next, and passes it once', async () => {
    const { inTurn, log, finish, pass } = begun();
    const all = [inTurn('a', 'first'), inTurn('a', 'second'), inTurn('a', 'third')];
    await pass('first');
    await pass('first');
    await finish('first');
    await finish('second');
    await finish('third');
    await Promise.all(all);
    expect(log).toEqual(['first begins', 'second begins', 'first ends', 'second ends', 'third begins', 'third ends']);
  });

  it('that fails leaves the turn to the next', async () => {
    const inTurn = turns();
    const failing = inTurn('a', () => Promise.reject(new Error('no')));
    const next = inTurn('a', () => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('done');
  });
});

/** Work that ends, or passes its turn, when it is told to. */
function begun() {
  const take = turns();
  const log: string[] = [];
  const ends = new Map<string, () => void>();
  const passes = new Map<string, () => void>();
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const told = async (what: Map<string, () => void>, name: string) => {
    await settled();
    what.get(name)?.();
    await settled();
  };
  return {
    log,
    inTurn: (key: string, name: string) =>
      take(key, async (pass) => {
        log.push(`${name} begins`);
        passes.set(name, pass);
        await new Promise<void>((resolve) => ends.set(name, resolve));
        log.push(`${name} ends`);
      }),
    finish: (name: string) => told(ends, name),
    pass: (name: string) => told(passes, name),
  };
}
