import { CreateBucketCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTerminal, type Keys, type Terminal } from './aws-cli.ts';
import { installed } from './installed.ts';
import { logGroup, parameter, role } from './things.ts';

const TOOLS = '111111111111';

const ROOT_MAY_ALL = {
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${TOOLS}:root` },
  Action: 'kms:*',
  Resource: '*',
};

const RESOURCES = {
  Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Version: '2012-10-17', Statement: [ROOT_MAY_ALL] } } },
  Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/cli', TargetKeyId: { Ref: 'Key' } } },
  Role: role('cli-role'),
  Setting: parameter('/cli/setting', { 'Fn::GetAtt': ['Role', 'Arn'] }),
  Log: logGroup('/cli/log', 7),
  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.9.0.0/16', Tags: [{ Key: 'Name', Value: 'cli' }] } },
};

/** Starting the CLI takes a second, and many times that on a machine that is busy. */

const ON_STACK = ['--stack-name', 'cli'];
const ON_CHANGE_SET = [...ON_STACK, '--change-set-name', 'more'];

if (installed('aws', 'the sandbox is not tried with the AWS CLI')) {
  describe('the AWS CLI', () => {
    let terminal: Terminal;

    beforeAll(async () => {
      terminal = await openTerminal();
    });
    afterAll(() => terminal.close());

    it('knows who it is, and is whoever it assumes to be', async () => {
      const assume = ['sts', 'assume-role', '--role-session-name', 'cli', '--role-arn'];
      const [operator, staging, datascience] = await Promise.all([
        terminal.json(['sts', 'get-caller-identity']),
        terminal.json([...assume, 'arn:aws:iam::333333333333:role/LabAdministrator']),
        terminal.json([...assume, 'arn:aws:iam::222222222222:role/LabAdministrator']),
      ]);
      expect(operator).toMatchObject({ Account: TOOLS, Arn: `arn:aws:iam::${TOOLS}:user/operator` });
      expect(staging).toMatchObject({
        AssumedRoleUser: { Arn: 'arn:aws:sts::333333333333:assumed-role/LabAdministrator/cli' },
      });
      expect(await terminal.json(['sts', 'get-caller-identity'], keysOf(datascience))).toMatchObject({
        Account: '222222222222',
        Arn: 'arn:aws:sts::222222222222:assumed-role/LabAdministrator/cli',
      });
    });

    it('is told what AWS would tell it of unknown keys and stacks, and what the sandbox lacks', async () => {
      const unknown = { accessKeyId: 'AKIANOBODYNOBODYNOBO', secretAccessKey: 'secret' };
      const [key, stack, operation] = await Promise.all([
        terminal.aws(['sts', 'get-caller-identity'], unknown),
        terminal.aws(['cloudformation', 'describe-stacks', '--stack-name', 'none']),
        terminal.aws(['ec2', 'describe-instances']),
      ]);
      expect(key.stderr).toContain(
        'An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.',
      );
      expect(stack.stderr).toContain(
        'An error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id none does not exist',
      );
      expect(operation.stderr).toContain('the sandbox does not implement ec2:DescribeInstances');
    });

    it('takes a stack from its creation over a change set to its deletion', async () => {
      const cloudformation = (command: string, ...rest: string[]) => ['cloudformation', command, ...rest];
      const template = async (resources: object) => {
        await writeFile(join(terminal.folder, 'template.json'), JSON.stringify({ Resources: resources }));
        return ['--template-body', 'file://template.json', '--capabilities', 'CAPABILITY_NAMED_IAM'];
      };

      const tags = ['--tags', 'Key=team,Value=lab'];
      const created = await terminal.json(
        cloudformation('create-stack', ...ON_STACK, ...(await template(RESOURCES)), ...tags),
      );
      expect(created).toMatchObject({ StackId: expect.stringContaining(`:${TOOLS}:stack/cli/`) as string });
      await terminal.json(cloudformation('wait', 'stack-create-complete', ...ON_STACK));
      expect(
        await answersTo(terminal, {
          stack: 'cloudformation describe-stacks --stack-name cli',
          events: 'cloudformation describe-stack-events --stack-name cli --max-items 1',
          role: 'iam get-role --role-name cli-role',
          key: 'kms describe-key --key-id alias/cli',
          parameter: 'ssm get-parameter --name /cli/setting',
          logs: 'logs describe-log-groups --log-group-name-prefix /cli',
          vpcs: 'ec2 describe-vpcs --filters Name=tag:Name,Values=cli',
          notebooks: 'sagemaker list-notebook-instances',
          products: 'servicecatalog search-products-as-admin',
        }),
      ).toMatchObject({
        stack: { Stacks: [{ StackStatus: 'CREATE_COMPLETE', Tags: [{ Key: 'team', Value: 'lab' }] }] },
        events: { StackEvents: [{ LogicalResourceId: 'cli', ResourceStatus: 'CREATE_COMPLETE' }] },
        role: {
          Role: {
            Arn: `arn:aws:iam::${TOOLS}:role/cli-role`,
            AssumeRolePolicyDocument: { Statement: [{ Action: 'sts:AssumeRole' }] },
          },
        },
        key: { KeyMetadata: { KeyState: 'Enabled', Enabled: true, AWSAccountId: TOOLS } },
        parameter: { Parameter: { Value: `arn:aws:iam::${TOOLS}:role/cli-role`, Version: 1 } },
        logs: { logGroups: [{ logGroupName: '/cli/log', retentionInDays: 7 }] },
        vpcs: { Vpcs: [{ CidrBlock: '10.9.0.0/16', IsDefault: false, State: 'available' }] },
        notebooks: { NotebookInstances: [] },
        products: { ProductViewDetails: [] },
      });

      const more = await template({ ...RESOURCES, Another: parameter('/cli/another', 'new') });
      await terminal.json(cloudformation('create-change-set', ...ON_CHANGE_SET, ...more));
      expect(await terminal.json(cloudformation('describe-change-set', ...ON_CHANGE_SET))).toMatchObject({
        Status: 'CREATE_COMPLETE',
        Changes: [{ ResourceChange: { Action: 'Add', LogicalResourceId: 'Another' } }],
      });
      await terminal.json(cloudformation('execute-change-set', ...ON_CHANGE_SET));
      expect(await terminal.json(['ssm', 'get-parameter', '--name', '/cli/another'])).toMatchObject({
        Parameter: { Value: 'new' },
      });

      await terminal.json(cloudformation('delete-stack', ...ON_STACK));
      await terminal.json(cloudformation('wait', 'stack-delete-complete', ...ON_STACK));
      expect((await terminal.aws(['iam', 'get-role', '--role-name', 'cli-role'])).stderr).toContain(
        'An error occurred (NoSuchEntity) when calling the GetRole operation: The role with name cli-role cannot be found.',
      );
    });

    it('copies files up and down, in one piece and in parts, and removes them', async () => {
      const Bucket = 'cli-files';
      const VersioningConfiguration = { Status: 'Enabled' } as const;
      await terminal.sdk.s3.send(new CreateBucketCommand({ Bucket }));
      await terminal.sdk.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
      const large = Buffer.alloc(9 * 1024 * 1024, 'mlops-lab ');
      await writeFile(join(terminal.folder, 'small file+ü.txt'), 'small');
      await writeFile(join(terminal.folder, 'large.bin'), large);
      const copy = async (from: string, to: string) => (await terminal.aws(['s3', 'cp', from, to])).exitCode;
      const ups = [
        copy('small file+ü.txt', 's3://cli-files/a b/small file+ü.txt'),
        copy('large.bin', 's3://cli-files/large.bin'),
      ];
      expect(await Promise.all(ups)).toEqual([0, 0]);
      const [listing] = await Promise.all([
        terminal.aws(['s3', 'ls', 's3://cli-files/', '--recursive']),
        copy('s3://cli-files/a b/small file+ü.txt', 'down.txt'),
        copy('s3://cli-files/large.bin', 'down.bin'),
      ]);
      expect(listing.stdout).toMatch(/ 5 a b\/small file\+ü\.txt\n.* 9437184 large\.bin\n$/);
      expect(await readFile(join(terminal.folder, 'down.txt'), 'utf8')).toBe('small');
      expect(large.equals(await readFile(join(terminal.folder, 'down.bin')))).toBe(true);

      expect(await terminal.aws(['s3', 'rm', 's3://cli-files', '--recursive'])).toMatchObject({ exitCode: 0 });
      expect(await terminal.json(['s3api', 'list-object-versions', '--bucket', Bucket])).toMatchObject({
        DeleteMarkers: [{ IsLatest: true }, { IsLatest: true }],
        Versions: [
          { Key: 'a b/small file+ü.txt', Size: 5, IsLatest: false },
          { Key: 'large.bin', ETag: expect.stringMatching(/^"[0-9a-f]{32}-2"$/) as string },
        ],
      });
    });
  });
}

describe('a program that is not installed', () => {
  it('is an error in CI, and said to be missing elsewhere', () => {
    const missing = (env: NodeJS.ProcessEnv) => installed('no-such-program', 'nothing is tried', env);
    expect(() => missing({ PATH: '/nowhere', CI: 'true' })).toThrow(
      'no-such-program is not installed: nothing is tried',
    );
    expect(missing({ PATH: '/nowhere' })).toBe(false);
  });
});

async function answersTo(
  terminal: Terminal,
  commands: Readonly<Record<string, string>>,
): Promise<Record<string, unknown>> {
  const answers = Object.entries(commands).map(
    async ([name, command]) => [name, await terminal.json(command.split(' '))] as const,
  );
  return Object.fromEntries(await Promise.all(answers));
}

function keysOf(session: unknown): Keys {
  const { Credentials } = session as {
    Credentials: { AccessKeyId: string; SecretAccessKey: string; SessionToken: string };
  };
  return {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
  };
}
