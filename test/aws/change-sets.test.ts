import type { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { ObservedStack } from '../../src/lab/stack-status.ts';
import type { ChangePreview } from '../../src/ports/stacks.ts';
import { alone, ended, operationOf, request, stage, STANDARD, xml, type Stage, type StageOptions } from './stage.ts';

const template = (group: string, rest = '') => `Parameters:
  Days: { Type: Number, Default: 1 }
  Prefix: { Type: String, Default: lab }
Resources:
  Group: { Type: "AWS::Logs::LogGroup", Properties: { LogGroupName: !Sub '\${Prefix}-${group}', RetentionInDays: !Ref Days } }
${rest}`;
const EXTRA = '  Extra: { Type: "AWS::CloudFormation::WaitConditionHandle" }\n';

const OPERATOR = {
  kind: 'root',
  account: '111111111111',
  arn: 'arn:aws:iam::111111111111:root',
  userId: 'AIDAOPERATOR',
} as const;

async function standing(options: StageOptions = {}): Promise<{ staged: Stage; stack: ObservedStack }> {
  const staged = stage(options);
  const first = request(template('a', EXTRA), { Days: '1', Prefix: 'mine' });
  const { stack } = await ended(staged, staged.cloud.tools.stacks.create(first, STANDARD));
  return { staged, stack };
}

function changesOf(preview: ChangePreview | undefined) {
  return preview?.changes.map(({ logicalId, action }) => [logicalId, action]);
}

describe('what an update would change', () => {
  it('is nothing where nothing differs, and no change set stays behind', async () => {
    const { staged, stack } = await standing();
    const before = staged.sandbox.cloud.inventory('111111111111');
    const same = request(template('a', EXTRA), { Days: '1', Prefix: 'mine' });
    expect(await alone(staged.cloud.tools.stacks.preview(stack, same, STANDARD))).toBeUndefined();
    expect(staged.sandbox.cloud.inventory('111111111111')).toEqual(before);
  });

  it('is told by property, with the values before and after', async () => {
    const { staged, stack } = await standing();
    const longer = request(template('a', EXTRA), { Days: '3', Prefix: 'mine' });
    const preview = await alone(staged.cloud.tools.stacks.preview(stack, longer, STANDARD));
    expect(preview?.changes).toEqual([
      {
        logicalId: 'Group',
        resourceType: 'AWS::Logs::LogGroup',
        action: 'modify',
        properties: [{ path: '/Properties/RetentionInDays', before: '1', after: '3', replaces: false }],
      },
    ]);
  });

  it('tells additions, removals and replacements apart', async () => {
    const { staged, stack } = await standing();
    const other = request(template('b', EXTRA.replace('Extra', 'Other')), { Days: '1', Prefix: 'mine' });
    const preview = await alone(staged.cloud.tools.stacks.preview(stack, other, STANDARD));
    expect(changesOf(preview)?.sort()).toEqual([
      ['Extra', 'remove'],
      ['Group', 'replace'],
      ['Other', 'add'],
    ]);
    const properties = preview?.changes.find(({ logicalId }) => logicalId === 'Group')?.properties;
    expect(properties).toEqual([
      { path: '/Properties/LogGroupName', before: 'mine-a', after: 'mine-b', replaces: true },
    ]);
  });

  it('leaves parameters as they are that the lab does not set', async () => {
    const { staged, stack } = await standing();
    const preview = await alone(
      staged.cloud.tools.stacks.preview(stack, request(template('a', EXTRA), { Days: '3' }), STANDARD),
    );
    expect(changesOf(preview)).toEqual([['Group', 'modify']]);
    const { stack: updated } = await ended(
      staged,
      staged.cloud.tools.stacks.execute(stack.id, preview as ChangePreview),
    );
    expect(updated.parameters).toEqual({ Days: '3', Prefix: 'mine' });
  });

  it('leaves the stack the tags that others gave it', async () => {
    const { staged, stack } = await standing();
    const tagged = { ...stack, tags: { ...stack.tags, 'cost-center': '4711' } };
    const longer = request(template('a', EXTRA), { Days: '3', Prefix: 'mine' });
    const preview = await alone(staged.cloud.tools.stacks.preview(tagged, longer, STANDARD));
    const { stack: after } = await ended(staged, staged.cloud.tools.stacks.execute(stack.id, preview as ChangePreview));
    expect(after.tags).toEqual({ ...stack.tags, 'cost-center': '4711' });
  });

  it('is asked for once, even if the first answer gets lost', async () => {
    let lost = 0;
    const { staged, stack } = await standing({
      between: async (incoming, answer) => {
        const response = await answer();
        if (operationOf(incoming) !== 'CreateChangeSet' || ++lost > 1) return response;
        throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      },
    });
    const longer = request(template('a', EXTRA), { Days: '3', Prefix: 'mine' });
    const preview = await alone(staged.cloud.tools.stacks.preview(stack, longer, STANDARD));
    expect(changesOf(preview)).toEqual([['Group', 'modify']]);
    expect(lost).toBe(2);
  });

  it('is told from all pages', async () => {
    const pages: (string | null)[] = [];
    const member = '<member><ResourceChange><LogicalResourceId>More</LogicalResourceId></ResourceChange></member>';
    const { staged, stack } = await standing({
      between: async (incoming, answer) => {
        const answered = await answer();
        if (operationOf(incoming) !== 'DescribeChangeSet') return answered;
        const page = new URLSearchParams(String(incoming.body)).get('NextToken');
        pages.push(page);
        const body = Buffer.concat(await (answered.body as Readable).toArray()).toString();
        if (page === null) return xml(body.replace('</Changes>', '</Changes><NextToken>2</NextToken>'));
        const next = page === '2' ? '<NextToken>3</NextToken>' : '';
        return xml(body.replace(/<Changes>.*<\/Changes>/s, `<Changes>${member}</Changes>${next}`));
      },
    });
    const longer = request(template('a', EXTRA), { Days: '3', Prefix: 'mine' });
    const preview = await alone(staged.cloud.tools.stacks.preview(stack, longer, STANDARD));
    expect(changesOf(preview)).toEqual([
      ['Group', 'modify'],
      ['More', 'modify'],
      ['More', 'modify'],
    ]);
    expect(pages.slice(-3)).toEqual([null, '2', '3']);
  });

  it('is told although the change set cannot be seen for some seconds', async () => {
    const call = 'cloudformation:DescribeChangeSet';
    const message = 'ChangeSet [x] does not exist';
    const unseen = { kind: 'error', call, code: 'ChangeSetNotFound', status: 404, message, times: 5 } as const;
    const { staged, stack } = await standing({ faults: [unseen] });
    const longer = request(template('a', EXTRA), { Days: '3', Prefix: 'mine' });
    const preview = await alone(staged.cloud.tools.stacks.preview(stack, longer, STANDARD));
    expect(changesOf(preview)).toEqual([['Group', 'modify']]);
  });

  it('that CloudFormation rejects is told with its reason, as a mistake in what was asked for', async () => {
    const { staged, stack } = await standing();
    const broken = request(template('a', '  Group2: { Type: "AWS::Nobody::Knows" }\n'), { Days: '1' });
    await expect(staged.cloud.tools.stacks.preview(stack, broken, STANDARD)).rejects.toMatchObject({ exitCode: 2 });
  });
});

describe('what early validation finds', () => {
  const more = (name: string) =>
    request(template('a', `  More: { Type: "AWS::Logs::LogGroup", Properties: { LogGroupName: ${name} } }\n`), {
      Days: '1',
    });

  async function withTakenName(options: StageOptions = {}) {
    const { staged, stack } = await standing(options);
    const input = { logGroupName: 'taken' };
    const where = { principal: OPERATOR, account: OPERATOR.account, region: 'us-east-1' };
    staged.sandbox.cloud.invoke({ ...where, service: 'logs', operation: 'CreateLogGroup', input });
    return staged.cloud.tools.stacks.preview(stack, more('taken'), STANDARD);
  }

  it('is told, and read before the change set goes with it', async () => {
    await expect(withTakenName()).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(
        "More, AWS::Logs::LogGroup: Resource of type 'AWS::Logs::LogGroup' with identifier 'taken' already exists. (at /Resources/More)",
      ) as string,
    });
  });

  it('that may not be read is told as far as the change set does', async () => {
    const denied = { kind: 'error', call: 'cloudformation:DescribeEvents', code: 'AccessDenied', status: 403 } as const;
    await expect(withTakenName({ faults: [denied] })).rejects.toMatchObject({
      message: expect.stringContaining('[AWS::EarlyValidation::ResourceExistenceCheck]') as string,
    });
  });

  it('leaves no change set behind', async () => {
    const { staged, stack } = await standing();
    const unknown = request(template('a', '  More: { Type: "AWS::Logs::LogGroup", Properties: { Name: x } }\n'), {
      Days: '1',
    });
    await expect(staged.cloud.tools.stacks.preview(stack, unknown, STANDARD)).rejects.toMatchObject({
      message: expect.stringContaining('extraneous key [Name] is not permitted') as string,
    });
    expect(staged.requests.at(-1)).toBe('DeleteChangeSet');
  });
});

describe('express mode', () => {
  it('goes with the change set, and rollback stays on', async () => {
    const { staged, stack } = await standing();
    const { stacks } = staged.cloud.tools;
    const longer = request(template('a', EXTRA), { Days: '3', Prefix: 'mine' });
    const preview = await alone(stacks.preview(stack, longer, { express: true }));
    await ended(staged, stacks.execute(stack.id, preview as ChangePreview));
    const described = staged.sandbox.cloud.answer({
      principal: OPERATOR,
      account: '111111111111',
      region: 'us-east-1',
      service: 'cloudformation',
      operation: 'DescribeStacks',
      input: { StackName: 'pre-reqs' },
    }) as { Stacks: { DeploymentConfig?: object }[] };
    expect(described.Stacks[0]?.DeploymentConfig).toEqual({ Mode: 'EXPRESS', DisableRollback: false });
  });
});

describe('a rollback', () => {
  const fault = { kind: 'resource', resource: 'Group', phase: 'update', reason: 'no', times: 1 } as const;

  it('is asked for of a stack whose update failed with rollback off', async () => {
    const { staged, stack } = await standing({ faults: [fault] });
    staged.sandbox.cloud.invoke({
      principal: OPERATOR,
      account: '111111111111',
      region: 'us-east-1',
      service: 'cloudformation',
      operation: 'UpdateStack',
      input: {
        StackName: 'pre-reqs',
        UsePreviousTemplate: true,
        DisableRollback: true,
        Parameters: [
          { ParameterKey: 'Days', ParameterValue: '5' },
          { ParameterKey: 'Prefix', UsePreviousValue: true },
        ],
      },
    });
    staged.pass(120);
    const failed = await staged.cloud.tools.stacks.find(stack.id);
    expect(failed?.status).toBe('UPDATE_FAILED');
    const { stack: back } = await ended(staged, staged.cloud.tools.stacks.rollBack(failed as ObservedStack));
    expect(back.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  });
});
