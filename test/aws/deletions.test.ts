import { expect, it } from 'vitest';
import { deleteLaunchStack } from '../../src/aws/notebooks/remains.ts';
import type { Launched } from '../../src/ports/notebooks.ts';
import { alone, ended, operationOf, request, stage, STANDARD, xml } from './stage.ts';

const TEMPLATE = 'Resources: { One: { Type: "AWS::CloudFormation::WaitConditionHandle" } }';

it('a deletion names what is to be retained only where there is something', async () => {
  const bodies: string[] = [];
  const staged = stage({
    faults: [{ kind: 'resource', resource: 'One', phase: 'delete', reason: 'it is held' }],
    between: (incoming, answer) => {
      if (operationOf(incoming) === 'DeleteStack') bodies.push(String(incoming.body));
      return answer();
    },
  });
  const { stacks } = staged.cloud.tools;
  const { stack } = await ended(staged, stacks.create(request(TEMPLATE), STANDARD));
  const failed = await ended(staged, stacks.delete(stack.id, STANDARD));
  expect(failed.stack.status).toBe('DELETE_FAILED');
  await alone(stacks.delete(stack.id, { ...STANDARD, retain: ['One'] }));
  const retained = bodies.map((body) => [...new URLSearchParams(body)].filter(([name]) => name.startsWith('Retain')));
  expect(retained).toEqual([[], [['RetainResources.member.1', 'One']]]);
});

const REFUSAL = `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code>
<Message>Stack [pre-reqs] cannot be deleted while in status DELETE_IN_PROGRESS</Message></Error></ErrorResponse>`;

it.each([
  ['goes', [], undefined],
  ['fails', ['it is held'], 'One, AWS::CloudFormation::WaitConditionHandle: it is held'],
])('a deletion of a launch’s stack that somebody else was first with is followed until it %s', async (_, held, why) => {
  const staged = stage({
    faults: held.map((reason) => ({ kind: 'resource', resource: 'One', phase: 'delete', reason })),
    between: async (incoming, answer) => {
      const answered = await answer();
      return operationOf(incoming) === 'DeleteStack' ? xml(REFUSAL, 400) : answered;
    },
  });
  const { stacks } = staged.cloud.tools;
  const { stack } = await ended(staged, stacks.create(request(TEMPLATE), STANDARD));
  const launched = { stack: stack.id } as Launched;
  expect(await deleteLaunchStack(stacks, launched, { keepsBucket: false })).toBe(why);
  const status = why === undefined ? 'DELETE_COMPLETE' : 'DELETE_FAILED';
  expect((await stacks.find(stack.id))?.status).toBe(status);
});
