import { expect, it } from 'vitest';
import { alone, ended, operationOf, request, stage, STANDARD } from './stage.ts';

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
