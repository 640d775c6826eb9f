import { CreateBucketCommand, GetBucketTaggingCommand } from '@aws-sdk/client-s3';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import type { ConformanceCase } from '../conformance-case.ts';
import { create, events, physicalId, refusal, resources, STACK } from '../stacks.ts';
import { bucket, buckets, NAMED_IAM, NO_SUCH_POLICY, parameter, parameters, role, roleExists } from '../things.ts';
import { REFUSAL_CASES } from './refusals.ts';

const OPTIONS_PAGE = 'UserGuide/stack-failure-options.html';

/** A parameter, and after it a role that cannot be created. */
const FAILING = {
  Resources: {
    Good: parameter('good', 'g'),
    Bad: { ...role('bad', { ManagedPolicyArns: [NO_SUCH_POLICY] }), DependsOn: 'Good' },
  },
};

export const CREATION_CASES: readonly ConformanceCase[] = [
  {
    title: 'DependsOn decides the order',
    page: 'TemplateReference/aws-attribute-dependson.html',
    run: async (aws) => {
      const Resources = {
        A: parameter('a', 'a', { DependsOn: ['B', 'C'] }),
        B: parameter('b', 'b', { DependsOn: 'C' }),
        C: parameter('c', 'c'),
      };
      await create(aws, { Resources });
      const happened = await events(aws);
      return { completed: happened.filter((event) => /^[ABC] CREATE_COMPLETE$/.test(event)), last: happened.at(-1) };
    },
    expected: {
      completed: ['C CREATE_COMPLETE', 'B CREATE_COMPLETE', 'A CREATE_COMPLETE'],
      last: `${STACK} CREATE_COMPLETE`,
    },
    moto: {
      differs: { completed: [] },
      because: 'Each resource has events of its own, in the order of DependsOn; moto has events of the stack alone.',
    },
  },
  {
    title: 'a bucket whose name is taken undoes everything',
    page: OPTIONS_PAGE,
    run: async (aws) => {
      await aws.s3.send(new CreateBucketCommand({ Bucket: 'conformance-taken' }));
      const Taken = bucket('conformance-taken', { DependsOn: 'Good' });
      const { status } = await create(aws, { Resources: { Good: parameter('good', 'g'), Taken } });
      const happened = await events(aws);
      return {
        status,
        failed: happened.filter((event) => event.endsWith('CREATE_FAILED')),
        parameters: await parameters(aws, 'good'),
        buckets: await buckets(aws, 'conformance-taken'),
      };
    },
    expected: {
      status: 'ROLLBACK_COMPLETE',
      failed: ['Taken CREATE_FAILED'],
      parameters: {},
      buckets: ['conformance-taken'],
    },
    moto: {
      differs: { status: 'BucketAlreadyExists', failed: [], parameters: { good: 'g' } },
      because:
        'A failed resource rolls the stack back, and CreateStack has long answered; moto answers S3’s error and leaves the rest.',
    },
  },
  {
    title: 'a policy that does not exist undoes everything',
    page: OPTIONS_PAGE,
    run: async (aws) => {
      const { status } = await create(aws, FAILING, NAMED_IAM);
      return { status, parameters: await parameters(aws, 'good'), role: await roleExists(aws, 'bad') };
    },
    expected: { status: 'ROLLBACK_COMPLETE', parameters: {}, role: false },
    moto: {
      differs: { status: 'CREATE_COMPLETE', parameters: { good: 'g' }, role: true },
      because:
        'AttachRolePolicy answers NoSuchEntity, which fails the role; moto does not look whether the policy exists.',
    },
  },
  {
    title: 'OnFailure DELETE leaves no stack',
    page: 'APIReference/API_CreateStack.html',
    run: async (aws) => {
      const { id, status } = await create(aws, FAILING, { ...NAMED_IAM, OnFailure: 'DELETE' });
      const byName = await refusal(() => aws.cloudformation.send(new DescribeStacksCommand({ StackName: STACK })));
      return { known: id !== undefined, status, byName, parameters: await parameters(aws, 'good') };
    },
    expected: { known: true, status: 'DELETE_COMPLETE', byName: 'ValidationError', parameters: {} },
    moto: {
      differs: { status: 'CREATE_COMPLETE', byName: 'none', parameters: { good: 'g' } },
      because:
        'AttachRolePolicy answers NoSuchEntity, which fails the role; moto does not look whether the policy exists.',
    },
  },
  {
    title: 'OnFailure DO_NOTHING leaves what there is',
    page: OPTIONS_PAGE,
    run: async (aws) => {
      const { status } = await create(aws, FAILING, { ...NAMED_IAM, OnFailure: 'DO_NOTHING' });
      return { status, resources: await resources(aws), ...(await parameters(aws, 'good')) };
    },
    expected: { status: 'CREATE_FAILED', resources: { Bad: 'CREATE_FAILED', Good: 'CREATE_COMPLETE' }, good: 'g' },
    moto: {
      differs: { status: 'CREATE_COMPLETE', resources: { Bad: 'CREATE_COMPLETE', Good: 'CREATE_COMPLETE' } },
      because:
        'AttachRolePolicy answers NoSuchEntity, which fails the role; moto does not look whether the policy exists.',
    },
  },
  ...REFUSAL_CASES,
  {
    title: 'a template of more than 51,200 bytes in the request',
    page: 'UserGuide/cloudformation-limits.html',
    run: async (aws) => {
      const template = JSON.stringify({ Description: 'long', Resources: { A: parameter('a', 'a') } });
      return { status: (await create(aws, template.padEnd(51_201))).status };
    },
    expected: { status: 'ValidationError' },
    moto: {
      differs: { status: 'CREATE_COMPLETE' },
      because: 'The limit for a template in a request is 51,200 bytes; moto has none.',
    },
  },
  {
    title: 'a named role without the capability for it',
    page: 'APIReference/API_CreateStack.html',
    run: async (aws) => {
      const template = { Resources: { R: role('named') } };
      const [without, weak] = [
        await create(aws, template),
        await create(aws, template, { Capabilities: ['CAPABILITY_IAM'] }),
      ];
      return { without: without.status, weak: weak.status, named: (await create(aws, template, NAMED_IAM)).status };
    },
    expected: {
      without: 'InsufficientCapabilitiesException',
      weak: 'InsufficientCapabilitiesException',
      named: 'CREATE_COMPLETE',
    },
    moto: {
      differs: { without: 'CREATE_COMPLETE', weak: 'AlreadyExistsException', named: 'AlreadyExistsException' },
      because:
        'Custom names need CAPABILITY_NAMED_IAM, without which CreateStack answers InsufficientCapabilities; moto ignores capabilities.',
    },
  },
  {
    title: 'a stack name that is taken, and one that is no name',
    page: 'APIReference/API_CreateStack.html',
    run: async (aws) => {
      const template = { Resources: { A: parameter('a', 'a') } };
      await create(aws, template);
      const again = await create(aws, template);
      return { again: again.status, malformed: (await create(aws, template, { StackName: '1st stack' })).status };
    },
    expected: { again: 'AlreadyExistsException', malformed: 'ValidationError' },
    moto: {
      differs: { malformed: 'ParameterAlreadyExists' },
      because:
        'A stack name has letters, digits and hyphens and begins with a letter; moto takes any and goes on to create the resource.',
    },
  },
  {
    title: 'names that CloudFormation makes up, and the tags it adds',
    page: 'TemplateReference/aws-properties-name.html',
    run: async (aws) => {
      await create(aws, { Resources: { Box: { Type: 'AWS::S3::Bucket' } } }, { Tags: [{ Key: 'team', Value: 'lab' }] });
      const name = (await physicalId(aws, 'Box')) ?? '';
      const { TagSet = [] } = await aws.s3.send(new GetBucketTaggingCommand({ Bucket: name }));
      const tags = Object.fromEntries(TagSet.map(({ Key = '', Value }) => [Key, Value]));
      return {
        named: /^conformance-box-[a-z0-9]{12,13}$/.test(name),
        team: tags['team'],
        stack: tags['aws:cloudformation:stack-name'],
        logicalId: tags['aws:cloudformation:logical-id'],
      };
    },
    expected: { named: true, team: 'lab', stack: STACK, logicalId: 'Box' },
    moto: {
      differs: { thrown: 'NoSuchTagSet' },
      because:
        'Stack tags and the aws:cloudformation tags propagate to buckets (aws-properties-resource-tags); moto tags none.',
    },
  },
  {
    title: 'a network: what one resource has, the next one takes',
    page: 'TemplateReference/aws-resource-ec2-subnet.html',
    run: async (aws) => {
      const Resources = {
        Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.1.0.0/16', EnableDnsHostnames: true } },
        Subnet: {
          Type: 'AWS::EC2::Subnet',
          Properties: {
            VpcId: { Ref: 'Vpc' },
            CidrBlock: { 'Fn::Select': [1, { 'Fn::Cidr': [{ 'Fn::GetAtt': ['Vpc', 'CidrBlock'] }, 2, 8] }] },
            AvailabilityZone: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] },
          },
        },
        Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'g', VpcId: { Ref: 'Vpc' } } },
      };
      const Outputs = {
        Subnet: { Value: { Ref: 'Subnet' } },
        Group: { Value: { 'Fn::GetAtt': ['Group', 'GroupId'] } },
      };
      const { status, outputs } = await create(aws, { Resources, Outputs });
      const SubnetIds = [outputs['Subnet'] ?? ''];
      const [subnet] = (await aws.ec2.send(new DescribeSubnetsCommand({ SubnetIds }))).Subnets ?? [];
      return {
        status,
        group: /^sg-[0-9a-f]+$/.test(outputs['Group'] ?? ''),
        block: subnet?.CidrBlock,
        zone: subnet?.AvailabilityZone,
      };
    },
    expected: { status: 'CREATE_COMPLETE', group: true, block: '10.1.1.0/24', zone: 'us-east-1a' },
    moto: {
      differs: { thrown: 'InvalidSubnetID.NotFound' },
      because:
        'Properties may hold any function (intrinsic-function-reference); moto does not know Fn::Cidr and makes no subnet.',
    },
  },
  {
    title: 'a key with an alias',
    page: 'TemplateReference/aws-resource-kms-alias.html',
    run: async (aws) => {
      const statement = {
        Effect: 'Allow',
        Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } },
        Action: 'kms:*',
        Resource: '*',
      };
      const Key = {
        Type: 'AWS::KMS::Key',
        Properties: { KeyPolicy: { Version: '2012-10-17', Statement: [statement] } },
      };
      const Alias = { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/lab', TargetKeyId: { Ref: 'Key' } } };
      const Outputs = { Alias: { Value: { Ref: 'Alias' } }, Arn: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] } } };
      const { status, outputs } = await create(aws, { Resources: { Key, Alias }, Outputs });
      const { KeyMetadata } = await aws.kms.send(new DescribeKeyCommand({ KeyId: 'alias/lab' }));
      return {
        status,
        alias: outputs['Alias'],
        sameKey: KeyMetadata?.Arn === outputs['Arn'],
        state: KeyMetadata?.KeyState,
      };
    },
    expected: { status: 'CREATE_COMPLETE', alias: 'alias/lab', sameKey: true, state: 'Enabled' },
    moto: {
      differs: { thrown: 'HTTP 500' },
      because:
        'An alias stands for its key in DescribeKey (KMS API_DescribeKey); moto breaks on an alias that a stack made.',
    },
  },
];
