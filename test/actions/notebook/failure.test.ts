import { describe, expect, it } from 'vitest';
import { recordFailure } from '../../../src/actions/notebook/failure.ts';
import type { CatalogRecord } from '../../../src/ports/notebooks.ts';
import type { StackFailure } from '../../../src/ports/stacks.ts';
import { inWords } from '../../support/steps.ts';
import { MINE } from './catalog.ts';

type Kind = CatalogRecord['kind'];

const cause = (status: string, reason = 'is in use'): StackFailure => ({
  ...{ logicalId: 'Role', resourceType: 'AWS::IAM::Role' },
  ...{ status, reason },
});

async function told(
  kind: Kind,
  errors: readonly string[],
  found?: StackFailure,
  launched: typeof MINE | undefined = MINE,
) {
  const record: CatalogRecord = { id: 'rec', kind, state: 'failed', errors };
  const { code, message, hints } = await recordFailure(
    { failure: () => Promise.resolve(found) },
    'mine',
    launched,
    record,
  );
  return { code, message, hint: inWords(hints) };
}

describe('why a request to Service Catalog failed', () => {
  it.each<[Kind, string, string, RegExp]>([
    ['launch', 'CREATE_FAILED', 'launch-failed', /^fix the cause and launch it again: .*notebook launch mine$/],
    ['update', 'UPDATE_FAILED', 'update-failed', /^fix the cause and terminate it again: .*notebook terminate mine$/],
    ['termination', 'DELETE_FAILED', 'termination-failed', /^fix the cause and terminate .*notebook terminate mine$/],
  ])('is the first cause in its stack, of the same operation: %s', async (kind, status, code, hint) => {
    expect(await told(kind, ['x'], cause(status))).toEqual({
      code,
      message: `the ${kind} of mine failed: Role, AWS::IAM::Role: is in use`,
      hint: expect.stringMatching(hint) as string,
    });
    const others = ['CREATE_FAILED', 'UPDATE_FAILED', 'DELETE_FAILED'].filter((each) => each !== status);
    for (const other of others) {
      expect((await told(kind, ['x'], cause(other))).message).toBe(`the ${kind} of mine failed: x`);
    }
  });

  it('is what Service Catalog says where there is no stack, or nothing failed in it', async () => {
    const record: CatalogRecord = { id: 'rec', kind: 'launch', state: 'failed', errors: ['one', 'two'] };
    const failure = () => Promise.resolve(cause('CREATE_FAILED'));
    expect((await recordFailure({ failure }, 'mine', undefined, record)).message).toBe(
      'the launch of mine failed: one; two',
    );
    expect((await told('launch', ['one'])).message).toBe('the launch of mine failed: one');
    expect((await told('launch', [])).message).toBe('the launch of mine failed: Service Catalog gives no reason');
  });

  it('is the launch role where that lacks an action, which central IT mends', async () => {
    const reason =
      'User: arn:aws:sts::1:assumed-role/launch-role/SC-1 is not authorized to perform: iam:PassRole on resource: x';
    for (const found of [await told('launch', ['x'], cause('CREATE_FAILED', reason)), await told('launch', [reason])]) {
      expect(found.hint).toBe(
        'the launch role launch-role lacks iam:PassRole: let central IT bring it back to where it should be: ' +
          'mlops-lab datascience\nthen launch it again: mlops-lab notebook launch mine',
      );
    }
  });

  it.each([
    'AWS Service Catalog cannot assume the role arn:aws:iam::1:role/launch',
    'Error Assuming the role arn:aws:iam::1:role/launch to do it',
  ])('is that the launch role is gone, whatever its stack says: %s', async (reason) => {
    expect(await told('termination', [reason], cause('DELETE_FAILED'))).toEqual({
      code: 'termination-failed',
      message: `the termination of mine failed: ${reason}`,
      hint:
        'let central IT bring the launch role arn:aws:iam::1:role/launch back: mlops-lab datascience\n' +
        'then terminate it again: mlops-lab notebook terminate mine',
    });
  });
});
