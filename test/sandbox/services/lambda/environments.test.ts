import { describe, expect, it } from 'vitest';
import { World } from '../../../../src/sandbox/kernel/world.ts';
import { handler, lambdaStage, type LambdaStage } from './stage.ts';

const COUNTING = `let calls = 0; ${handler('calls += 1; return [calls, process.env.COLOUR ?? "none"]')}`;

function withFunction(): LambdaStage {
  const stage = lambdaStage();
  stage.create(COUNTING);
  return stage;
}

/** Goes on from how a world is now, as often as it is asked. */
function goingOnFrom({ cloud: { world, blobs } }: LambdaStage): () => LambdaStage {
  const saved = world.snapshot();
  return () => lambdaStage({ world: World.restore(saved), blobs });
}

describe('the environment of a function', () => {
  it('waits for whoever goes on from the world that it was made in', () => {
    const before = withFunction();
    before.run();
    const goOn = goingOnFrom(before);
    const runs = [goOn().run(), goOn().run()];
    expect(runs.map(({ payload }) => payload)).toEqual([
      [2, 'none'],
      [3, 'none'],
    ]);
    expect(runs.map(({ log }) => log.includes('Init Duration'))).toEqual([false, false]);
  });

  it('is none of a world that went on before it was made', () => {
    const before = withFunction();
    const other = goingOnFrom(before)();
    before.run();
    expect(other.run().payload).toEqual([1, 'none']);
  });

  it('is none of a world like it that came to be by itself', () => {
    const [one, other] = [withFunction(), withFunction()];
    one.run();
    expect(other.run().payload).toEqual([1, 'none']);
  });

  it('is none of a world that went on otherwise, though that counts its changes alike', () => {
    const goOn = goingOnFrom(withFunction());
    const inColour = (COLOUR: string) => {
      const { call, pass, run } = goOn();
      call('UpdateFunctionConfiguration', { FunctionName: 'one', Environment: { Variables: { COLOUR } } });
      pass(5);
      return run().payload;
    };
    expect([inColour('red'), inColour('blue')]).toEqual([
      [1, 'red'],
      [1, 'blue'],
    ]);
  });

  it('is not kept from others by one world whose function was updated', () => {
    const before = withFunction();
    before.run();
    const goOn = goingOnFrom(before);
    const { call, pass, run } = goOn();
    call('UpdateFunctionConfiguration', { FunctionName: 'one', Environment: { Variables: { COLOUR: 'red' } } });
    pass(5);
    expect(run().payload).toEqual([1, 'red']);
    expect(goOn().run().payload).toEqual([2, 'none']);
  });
});
