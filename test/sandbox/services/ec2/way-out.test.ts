import type { CreateVpcEndpointResult, DescribeRouteTablesResult } from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';
import type { Network } from '../../../../src/sandbox/kernel/principal.ts';
import { openSandbox } from '../../../../src/sandbox/sandbox.ts';
import { issueCredentials } from '../../../../src/sandbox/services/sts/temporary.ts';
import { principalOf } from '../../../../src/sandbox/services/sts/credentials.ts';
import { memoryStorage } from '../../../../src/sandbox/storage/index.ts';

const ACCOUNT = '111111111111';
const REGION = 'us-east-1';
const HTTPS = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };
const REFUSE_ALL = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }],
};

/** A network with two groups, and somebody whose calls leave through it. */
function network() {
  const sandbox = openSandbox({
    storage: memoryStorage(),
    accounts: [{ id: ACCOUNT }],
    begin: Date.UTC(2026, 0, 5),
  });
  const { cloud } = sandbox;
  const operator = principalOf(cloud.world, sandbox.credentialsFor({ id: ACCOUNT }).accessKeyId, undefined);
  const where = { account: ACCOUNT, region: REGION };
  const ec2 = <Output>(operation: string, input: object) =>
    cloud.answer({ principal: operator, ...where, service: 'ec2', operation, input }) as Output;
  const { Vpc } = ec2<{ Vpc: { VpcId: string } }>('CreateVpc', { CidrBlock: '10.0.0.0/16' });
  const { VpcId } = Vpc;
  ec2('ModifyVpcAttribute', { VpcId, EnableDnsHostnames: { Value: true } });
  const { Subnet } = ec2<{ Subnet: { SubnetId: string } }>('CreateSubnet', { VpcId, CidrBlock: '10.0.0.0/24' });
  const group = (GroupName: string) =>
    ec2<{ GroupId: string }>('CreateSecurityGroup', { VpcId, GroupName, Description: GroupName }).GroupId;
  const [own, front] = [group('own'), group('front')];
  const there: Network = {
    ...where,
    vpc: VpcId,
    subnet: Subnet.SubnetId,
    securityGroups: [own],
    address: '10.0.0.200',
  };
  return {
    sandbox,
    cloud,
    ec2,
    own,
    front,
    inside: { ...operator, network: there },
    pass: (seconds: number) => cloud.advanceTo(cloud.world.now + seconds * 1000),
    admit: () =>
      ec2('AuthorizeSecurityGroupIngress', {
        GroupId: front,
        IpPermissions: [{ ...HTTPS, UserIdGroupPairs: [{ GroupId: own }] }],
      }),
    endpoint: (more: object = {}) =>
      ec2<CreateVpcEndpointResult>('CreateVpcEndpoint', {
        VpcId,
        VpcEndpointType: 'Interface',
        ServiceName: `com.amazonaws.${REGION}.ssm`,
        SubnetIds: [Subnet.SubnetId],
        SecurityGroupIds: [front],
        ...more,
      }).VpcEndpoint?.VpcEndpointId,
    ask: (region = REGION) =>
      cloud.invoke({
        principal: { ...operator, network: there },
        account: ACCOUNT,
        region,
        service: 'ssm',
        operation: 'DescribeParameters',
        input: {},
      }),
  };
}

const UNREACHABLE = /^the sandbox: ssm of .* does not answer/;

describe('a call from within a network', () => {
  it('reaches a service through an endpoint that is up', () => {
    const { endpoint, admit, ask, pass } = network();
    admit();
    endpoint();
    expect(() => ask()).toThrow(UNREACHABLE);
    pass(120);
    expect(ask()).toEqual({ Parameters: [] });
  });

  it.each<[string, (stage: ReturnType<typeof network>) => void]>([
    ['without an endpoint', ({ admit }) => admit()],
    ["where the endpoint's group admits nobody", ({ endpoint }) => endpoint()],
    [
      'where the endpoint has no private name',
      ({ endpoint, admit }) => (admit(), endpoint({ PrivateDnsEnabled: false })),
    ],
    [
      "where the caller's group lets nothing out",
      ({ endpoint, admit, ec2, own }) => {
        admit();
        endpoint();
        const IpPermissions = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
        ec2('RevokeSecurityGroupEgress', { GroupId: own, IpPermissions });
      },
    ],
  ])('reaches nothing %s', (_, prepare) => {
    const stage = network();
    prepare(stage);
    stage.pass(120);
    expect(() => stage.ask()).toThrow(UNREACHABLE);
  });

  it('reaches no other region', () => {
    const { endpoint, admit, ask, pass } = network();
    admit();
    endpoint();
    pass(120);
    expect(() => ask('eu-west-1')).toThrow(UNREACHABLE);
  });

  it('is held to the policy of the endpoint', () => {
    const { endpoint, admit, ask, pass, ec2 } = network();
    admit();
    const VpcEndpointId = endpoint({ PolicyDocument: JSON.stringify(REFUSE_ALL) });
    pass(120);
    expect(() => ask()).toThrow('ssm:DescribeParameters on resource: * with an explicit deny in a VPC endpoint policy');
    const own = (vpce: string | undefined) => ({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: '*',
          Action: 'ssm:*',
          Resource: '*',
          Condition: { StringEquals: { 'aws:SourceVpce': vpce }, IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/24' } },
        },
      ],
    });
    ec2('ModifyVpcEndpoint', { VpcEndpointId, PolicyDocument: JSON.stringify(own(VpcEndpointId)) });
    expect(ask()).toEqual({ Parameters: [] });
    ec2('ModifyVpcEndpoint', { VpcEndpointId, PolicyDocument: JSON.stringify(own('vpce-0')) });
    expect(() => ask()).toThrow('because no VPC endpoint policy allows the ssm:DescribeParameters action');
  });

  it('reaches S3 by the route of its subnet', () => {
    const { cloud, inside, ec2 } = network();
    const list = () =>
      cloud.invoke({
        principal: inside,
        account: ACCOUNT,
        region: REGION,
        service: 's3',
        operation: 'ListBuckets',
        input: {},
      });
    expect(list).toThrow(/^the sandbox: s3 of us-east-1 does not answer/);
    const Filters = [{ Name: 'vpc-id', Values: [inside.network.vpc] }];
    const { RouteTables } = ec2<DescribeRouteTablesResult>('DescribeRouteTables', { Filters });
    const RouteTableIds = RouteTables?.map(({ RouteTableId }) => RouteTableId);
    const input = { VpcId: inside.network.vpc, ServiceName: `com.amazonaws.${REGION}.s3`, RouteTableIds };
    ec2('CreateVpcEndpoint', input);
    expect(list()).toMatchObject({ Buckets: [] });
  });

  it('times out on the wire', async () => {
    const { sandbox, cloud, inside } = network();
    const keys = issueCredentials(cloud.world, { principal: inside, seconds: 3600 });
    const begun = cloud.world.now;
    const headers = {
      authorization: `AWS4-HMAC-SHA256 Credential=${keys.AccessKeyId ?? ''}/20260105/${REGION}/ssm/aws4_request, Signature=0`,
      'x-amz-security-token': keys.SessionToken ?? '',
      'x-amz-target': 'AmazonSSM.DescribeParameters',
      'content-type': 'application/x-amz-json-1.1',
    };
    const body = new TextEncoder().encode('{}');
    const request = { method: 'POST', hostname: `ssm.${REGION}.amazonaws.com`, path: '/', query: {}, headers, body };
    const waiting = (milliseconds: number) => {
      cloud.advanceTo(cloud.world.now + milliseconds);
      return Promise.resolve();
    };
    await expect(sandbox.gateway.handle(request, waiting)).rejects.toMatchObject({
      code: 'ETIMEDOUT',
      message: expect.stringMatching(UNREACHABLE) as string,
    });
    expect(cloud.world.now - begun).toBe(60_000);
  });
});
