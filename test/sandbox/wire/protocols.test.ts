import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { AuthorizeSecurityGroupIngressCommand, DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateRoleCommand, GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { EncryptCommand, DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { STSClient, AssumeRoleCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../src/sandbox/kernel/aws-error.ts';
import { wire } from './wire.ts';

const WHEN = new Date(Date.UTC(2026, 1, 3, 4, 5, 6));

function refusing(code: string, message: string, status = 400) {
  return () => {
    throw new AwsError(code, message, status);
  };
}

describe('query', () => {
  it('carries lists, structures, booleans and texts', async () => {
    const { client, received } = wire({ cloudformation: { CreateStack: { StackId: 'arn' } } });
    const input = {
      StackName: 'lab',
      TemplateBody: 'Resources: {}\n# "quoted" & <angled> ü 🦤 +%20',
      Parameters: [
        { ParameterKey: 'A', ParameterValue: '' },
        { ParameterKey: 'B', UsePreviousValue: true },
      ],
      Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'] as const,
      DisableRollback: false,
      TimeoutInMinutes: 5,
      RollbackConfiguration: { RollbackTriggers: [{ Arn: 'a', Type: 't' }], MonitoringTimeInMinutes: 0 },
    };
    const output = await new CloudFormationClient(client).send(
      new CreateStackCommand({ ...input, Capabilities: [...input.Capabilities] }),
    );
    expect(received).toEqual([{ operation: 'CreateStack', input }]);
    expect(output).toMatchObject({ StackId: 'arn', $metadata: { requestId: expect.any(String) as string } });
  });

  it('keeps more than nine members in order', async () => {
    const { client, received } = wire({ cloudformation: { CreateStack: {} } });
    const Tags = Array.from({ length: 12 }, (_, index) => ({ Key: `k${index}`, Value: `${index}` }));
    await new CloudFormationClient(client).send(new CreateStackCommand({ StackName: 'lab', Tags }));
    expect(received[0]?.input['Tags']).toEqual(Tags);
  });

  it('gives dates, numbers and empty lists back as what they are', async () => {
    const stack = {
      StackName: 'lab',
      CreationTime: WHEN,
      StackStatus: 'CREATE_COMPLETE',
      DisableRollback: false,
      TimeoutInMinutes: 3,
      Outputs: [],
      Description: ' <&"> ',
    };
    const { client } = wire({ cloudformation: { DescribeStacks: { Stacks: [stack] } } });
    const { Stacks } = await new CloudFormationClient(client).send(new DescribeStacksCommand({}));
    expect(Stacks).toEqual([stack]);
  });

  it('brings errors as the SDK’s exceptions', async () => {
    const answers = {
      GetRole: refusing('NoSuchEntity', 'The role <x> & co cannot be found.', 404),
      CreateRole: refusing('EntityAlreadyExists', 'taken', 409),
    };
    const iam = new IAMClient(wire({ iam: answers }).client);
    await expect(iam.send(new GetRoleCommand({ RoleName: 'x' }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The role <x> & co cannot be found.',
      $metadata: { httpStatusCode: 404, requestId: expect.any(String) as string },
    });
    const role = { RoleName: 'x', AssumeRolePolicyDocument: '{}' };
    await expect(iam.send(new CreateRoleCommand(role))).rejects.toMatchObject({ name: 'EntityAlreadyExistsException' });
  });
});

describe('ec2', () => {
  it('carries filters, lists and structures', async () => {
    const { client, received } = wire({ ec2: { DescribeVpcs: {}, AuthorizeSecurityGroupIngress: {} } });
    const ec2 = new EC2Client(client);
    const question = {
      Filters: [
        { Name: 'tag:Name', Values: ['a', 'b c'] },
        { Name: 'state', Values: ['available'] },
      ],
      VpcIds: ['vpc-1', 'vpc-2'],
      MaxResults: 5,
      DryRun: false,
    };
    await ec2.send(new DescribeVpcsCommand(question));
    const opening = {
      GroupId: 'sg-1',
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 443,
          ToPort: 443,
          IpRanges: [{ CidrIp: '10.0.0.0/16', Description: 'a & b' }],
          UserIdGroupPairs: [{ GroupId: 'sg-2' }],
        },
      ],
      TagSpecifications: [{ ResourceType: 'security-group-rule' as const, Tags: [{ Key: 'a', Value: '' }] }],
    };
    await ec2.send(new AuthorizeSecurityGroupIngressCommand(opening));
    expect(received.map(({ input }) => input)).toEqual([question, opening]);
  });

  it('gives lists and structures back', async () => {
    const Vpcs = [
      {
        VpcId: 'vpc-1',
        IsDefault: false,
        CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/16', CidrBlockState: { State: 'associated' } }],
        Tags: [{ Key: 'a', Value: '' }],
      },
    ];
    const { client } = wire({ ec2: { DescribeVpcs: { Vpcs, NextToken: 'n' } } });
    expect(await new EC2Client(client).send(new DescribeVpcsCommand({}))).toMatchObject({ Vpcs, NextToken: 'n' });
  });

  it('brings errors with their codes', async () => {
    const { client } = wire({
      ec2: { DescribeVpcs: refusing('InvalidVpcID.NotFound', "The vpc ID 'vpc-1' does not exist") },
    });
    await expect(new EC2Client(client).send(new DescribeVpcsCommand({}))).rejects.toMatchObject({
      name: 'InvalidVpcID.NotFound',
      message: "The vpc ID 'vpc-1' does not exist",
      $metadata: { httpStatusCode: 400 },
    });
  });
});

describe('json', () => {
  it('carries blobs, maps, lists and numbers', async () => {
    const { client, received } = wire({
      kms: { Encrypt: { CiphertextBlob: Uint8Array.of(0, 1, 255), KeyId: 'k' } },
      logs: { PutLogEvents: {} },
    });
    const sent = {
      KeyId: 'k',
      Plaintext: Uint8Array.of(255, 0, 128),
      EncryptionContext: { a: 'ü', b: '' },
      GrantTokens: ['g'],
    };
    const { CiphertextBlob } = await new KMSClient(client).send(new EncryptCommand(sent));
    const events = {
      logGroupName: 'g',
      logStreamName: 's',
      logEvents: [{ timestamp: WHEN.getTime(), message: '{"a":\n1}' }],
    };
    await new CloudWatchLogsClient(client).send(new PutLogEventsCommand(events));
    const [encrypt, put] = received.map(({ input }) => input);
    expect(encrypt).toMatchObject({ KeyId: 'k', EncryptionContext: { a: 'ü', b: '' }, GrantTokens: ['g'] });
    expect([...(encrypt?.['Plaintext'] as Uint8Array)]).toEqual([255, 0, 128]);
    expect(put).toEqual(events);
    expect([...(CiphertextBlob ?? [])]).toEqual([0, 1, 255]);
  });

  it('gives dates back as dates', async () => {
    const KeyMetadata = { KeyId: 'k', CreationDate: WHEN, Enabled: true, EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] };
    const { client } = wire({ kms: { DescribeKey: { KeyMetadata } } });
    expect((await new KMSClient(client).send(new DescribeKeyCommand({ KeyId: 'k' }))).KeyMetadata).toEqual(KeyMetadata);
  });

  it('brings errors as the SDK’s exceptions', async () => {
    const { client } = wire({ kms: { DescribeKey: refusing('NotFoundException', 'Alias alias/x is not found.') } });
    await expect(new KMSClient(client).send(new DescribeKeyCommand({ KeyId: 'alias/x' }))).rejects.toMatchObject({
      name: 'NotFoundException',
      message: 'Alias alias/x is not found.',
      $metadata: { httpStatusCode: 400, requestId: expect.any(String) as string },
    });
  });
});

describe('faults', () => {
  it('are answered in the words of each protocol', async () => {
    const faults = (['kms:*', 'sts:*', 'ec2:*'] as const).map((call) => ({ kind: 'throttle', call }) as const);
    const { client } = wire({ kms: {}, sts: {}, ec2: {} }, { faults });
    await expect(new KMSClient(client).send(new DescribeKeyCommand({ KeyId: 'k' }))).rejects.toMatchObject({
      name: 'ThrottlingException',
    });
    const assume = new AssumeRoleCommand({ RoleArn: 'arn', RoleSessionName: 'session' });
    await expect(new STSClient(client).send(assume)).rejects.toMatchObject({ name: 'Throttling' });
    await expect(new EC2Client(client).send(new DescribeVpcsCommand({}))).rejects.toMatchObject({
      name: 'RequestLimitExceeded',
    });
  });

  it('do not keep the SDK from its answer where it may try again', async () => {
    const faults = [{ kind: 'drop', call: 'kms:DescribeKey', times: 1 } as const];
    const { client, received } = wire({ kms: { DescribeKey: { KeyMetadata: { KeyId: 'k' } } } }, { faults });
    const kms = new KMSClient({ ...client, maxAttempts: 3 });
    expect(await kms.send(new DescribeKeyCommand({ KeyId: 'k' }))).toMatchObject({ KeyMetadata: { KeyId: 'k' } });
    expect(received).toHaveLength(1);
  });
});
