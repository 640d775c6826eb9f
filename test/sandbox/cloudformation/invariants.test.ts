import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { STATE } from '../../../src/sandbox/cloudformation/state.ts';
import { AwsError } from '../../../src/sandbox/kernel/aws-error.ts';
import { ACCOUNT, REGION, settle, stage, things, type Stage } from './stage.ts';

const resource = fc.record({
  present: fc.boolean(),
  type: fc.constantFrom('Test::Shelf::Thing', 'Test::Shelf::SlowThing'),
  size: fc.nat(2),
  refuse: fc.constantFrom('', '', '', '', 'create', 'update', 'delete'),
  after: fc.array(fc.nat(4), { maxLength: 2 }),
});

/** Templates of up to five things that depend on each other, and one that is always there. */
const template = fc.array(resource, { minLength: 2, maxLength: 5 }).map((resources) => {
  const declared = resources.flatMap(({ present, type, size, refuse, after }, index) => {
    const DependsOn = after.filter((other) => other < index && resources[other]?.present).map((other) => `R${other}`);
    return present ? [[`R${index}`, { Type: type, Size: size, Refuse: refuse, DependsOn }] as const] : [];
  });
  return things({ ...Object.fromEntries(declared), Always: { Size: 0 } });
});

const request = fc.record({
  operation: fc.constantFrom(
    'UpdateStack',
    'UpdateStack',
    'RollbackStack',
    'ContinueUpdateRollback',
    'CancelUpdateStack',
    'DeleteStack',
  ),
  template,
  DisableRollback: fc.boolean(),
  secondsAfter: fc.nat(200),
});

/** Asks as people do, without knowing whether the moment is right. */
function ask(made: Stage, operation: string, input: object): void {
  try {
    made.call(operation, input);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
  }
}

describe('whatever is asked of a stack, and whenever', () => {
  it('ends in a state of rest, knows all that it made, and is what it says', () => {
    fc.assert(
      fc.property(
        template,
        fc.boolean(),
        fc.array(request, { maxLength: 5 }),
        (TemplateBody, DisableRollback, requests) => {
          const made = stage();
          const { StackId } = made.call<{ StackId: string }>('CreateStack', {
            StackName: 's',
            TemplateBody,
            DisableRollback,
          });
          made.cloud.advanceTo(made.cloud.world.now + 120_000);
          for (const { operation, secondsAfter, template: body, DisableRollback: disabled } of requests) {
            const update = operation === 'UpdateStack' && { TemplateBody: body, DisableRollback: disabled };
            ask(made, operation, { StackName: StackId, ...update });
            made.cloud.advanceTo(made.cloud.world.now + secondsAfter * 1000);
          }
          settle(made.cloud);
          checkInvariants(made, StackId);
        },
      ),
      { numRuns: 150 },
    );
  });
});

function checkInvariants(made: Stage, id: string): void {
  const stack = made.cloud.world.slice(STATE, ACCOUNT, REGION).stacks[id];
  if (!stack) throw new Error('the stack is gone');
  expect(stack.status).not.toMatch(/IN_PROGRESS/);
  expect(stack.operation).toBeUndefined();
  const records = [...Object.values(stack.resources), ...stack.superseded.map((superseded) => superseded.resource)];
  const known = records.filter(({ status }) => status !== 'DELETE_COMPLETE').map(({ physicalId }) => physicalId);
  const { things: onShelf } = made.shelf();
  // A clean-up leaves behind what refuses to be deleted, as AWS's does.
  const lost = Object.keys(onShelf).filter(
    (name) => !known.includes(name) && onShelf[name]?.properties['Refuse'] !== 'delete',
  );
  expect(lost).toEqual([]);
  if (!/^(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/.test(stack.status)) return;
  for (const { physicalId = '', properties } of Object.values(stack.resources)) {
    expect(onShelf[physicalId]?.properties).toEqual(properties);
  }
}
