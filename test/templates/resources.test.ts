import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { describe, expect, it } from 'vitest';
import { NOTEBOOK_INSTANCE_TYPES } from '../../src/lab/notebook.ts';
import { ZONE_NEEDS } from '../../src/lab/zones.ts';
import { evaluate, evaluateText } from './evaluate.ts';
import { statements } from './statements.ts';
import { load, type Resource, type Template, resources, rows } from './template.ts';

const product = load('products/sagemaker_notebook.yaml');
const network = load('datascience/network.yaml');
const selfService = load('datascience/prepare_datascientist_account.yaml');
const catalog = load('tools/prepare_tools_account.yaml');

/** The longest name of a region; the sandbox's and every commercial one is shorter or as long. */
const longest = { LabName: 'exactly-16-chars', 'AWS::Region': 'ap-northeast-1', TeamName: 'a-team-of-20-letters' };

function property(template: Template, id: string, name: string): unknown {
  return template.Resources[id]?.Properties[name];
}

describe('tags', () => {
  const spec = loadAwsServiceSpecSync();
  /** Types that take tags in CloudFormation's own schema, but not in what a template may say. */
  const exceptions = ['AWS::SageMaker::NotebookInstanceLifecycleConfig'];

  function takesTags({ Type }: Resource): boolean {
    if (exceptions.includes(Type)) return false;
    const [known] = [...spec.lookup('resource', 'cloudFormationType', 'equals', Type)];
    if (!known) throw new Error(`unknown type ${Type}`);
    return known.tagInformation !== undefined;
  }

  it.each(rows(resources()))('%s carries the name of the lab if it can', (_, { resource }) => {
    const tags = resource.Properties['Tags'];
    const lab = Array.isArray(tags)
      ? tags
      : tags && [{ Key: 'mlops-lab:lab', Value: Object.values(tags)[0] as unknown }];
    if (takesTags(resource)) expect(lab).toContainEqual({ Key: 'mlops-lab:lab', Value: { Ref: 'LabName' } });
    else expect(tags).toBeUndefined();
  });
});

describe('names', () => {
  const limits: Readonly<Record<string, readonly [property: string, limit: number]>> = {
    'AWS::S3::Bucket': ['BucketName', 63],
    'AWS::IAM::Role': ['RoleName', 64],
    'AWS::IAM::ManagedPolicy': ['ManagedPolicyName', 128],
    'AWS::KMS::Alias': ['AliasName', 256],
    'AWS::SageMaker::NotebookInstance': ['NotebookInstanceName', 63],
    'AWS::SageMaker::NotebookInstanceLifecycleConfig': ['NotebookInstanceLifecycleConfigName', 63],
    'AWS::EC2::SecurityGroup': ['GroupName', 255],
    'AWS::SSM::Parameter': ['Name', 1011],
  };
  const named = resources().filter(({ resource }) => resource.Type in limits);

  it.each(rows(named))('%s stays within its limit and names the lab', (_, { template, resource }) => {
    const [key, limit] = limits[resource.Type] ?? ['', 0];
    const name = evaluateText(resource.Properties[key], { template, values: longest });
    expect(name.length).toBeLessThanOrEqual(limit);
    expect(name).toMatch(/^(alias\/|\/)?mlops[-/]exactly-16-chars[-/]/);
    expect(name).not.toContain('<');
  });

  const global = named.filter(({ resource }) => /S3::Bucket|IAM::/.test(resource.Type));
  it.each(rows(global))('%s carries the region, since its name is global', (_, { template, resource }) => {
    const name = evaluateText(resource.Properties[limits[resource.Type]?.[0] ?? ''], { template, values: longest });
    expect(name).toMatch(/-ap-northeast-1$/);
    if (resource.Type === 'AWS::S3::Bucket') expect(name).toContain('-222222222222-');
  });
});

/** Logs of accesses are written by a service that can use no key of KMS (S3 guide, "Enabling server access logging"). */
const BY_S3 = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } };
const BY_KEY = { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } };

describe('buckets', () => {
  const buckets = rows(resources('AWS::S3::Bucket'));

  it.each(buckets)(
    '%s is private, encrypted with a key of the lab, and cleans up abandoned uploads',
    (_, { id, resource }) => {
      expect(resource.Properties).toMatchObject({
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: { ServerSideEncryptionConfiguration: [id === 'AccessLogBucket' ? BY_S3 : BY_KEY] },
      });
      expect(JSON.stringify(resource.Properties['LifecycleConfiguration'])).toContain('AbortIncompleteMultipartUpload');
      expect(resource.Properties).not.toHaveProperty('AccessControl');
    },
  );

  it.each(buckets)('%s refuses plain HTTP', (_, { template, id }) => {
    const policy = Object.entries(template.Resources).find(
      ([, { Type, Properties }]) =>
        Type === 'AWS::S3::BucketPolicy' && JSON.stringify(Properties['Bucket']) === JSON.stringify({ Ref: id }),
    );
    const tls = statements.find((found) => found.id === policy?.[0] && found.statement.Sid === 'TlsOnly');
    expect(tls?.statement).toEqual({
      Sid: 'TlsOnly',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [{ 'Fn::GetAtt': `${id}.Arn` }, { 'Fn::Sub': `\${${id}.Arn}/*` }],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  });

  it('are versioned only where the pipeline needs it, with an end to old versions', () => {
    const versioned = resources('AWS::S3::Bucket').filter(
      ({ resource }) => resource.Properties['VersioningConfiguration'],
    );
    expect(versioned.map(({ id }) => id)).toEqual(['SubmissionBucket']);
    expect(JSON.stringify(versioned[0]?.resource.Properties)).toContain('NoncurrentVersionExpiration');
    expect(versioned[0]?.resource.Properties).toMatchObject({
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
  });
});

describe('what the lab makes', () => {
  it('expires: artifacts by days, logs of endpoints by days, logs of functions after a month', () => {
    const artifacts = resources('AWS::S3::Bucket').find(({ id }) => id === 'ArtifactBucket');
    expect(artifacts?.resource.Properties['LifecycleConfiguration']).toMatchObject({
      Rules: expect.arrayContaining([
        { Id: 'old-artifacts', Status: 'Enabled', ExpirationInDays: { Ref: 'RetentionDays' } },
      ]) as unknown,
    });
    for (const { resource } of resources('AWS::Logs::LogGroup')) {
      expect([30, { Ref: 'RetentionDays' }]).toContainEqual(resource.Properties['RetentionInDays']);
    }
  });

});

describe('what is left behind', () => {
  const kept = resources().filter(({ resource }) => /^AWS::(S3::Bucket|KMS::Key)$/.test(resource.Type));

  it.each(rows(kept))('%s goes with its stack', (_, { resource }) => {
    expect(resource).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  });

  it.each(rows(resources('AWS::KMS::Key')))('%s rotates and is gone after seven days', (_, { resource }) => {
    expect(resource.Properties).toMatchObject({ EnableKeyRotation: true, PendingWindowInDays: 7 });
  });
});

describe('the order of Service Catalog', () => {
  it.each([
    [selfService, 'ProductAssociation', 'AcceptedPortfolioShare'],
    [selfService, 'LaunchConstraint', 'ProductAssociation'],
    [selfService, 'PortfolioAccess', 'LaunchConstraint'],
    [catalog, 'FirstCostCenterAssociation', 'SagemakerProductAssociation'],
    [catalog, 'SecondCostCenterAssociation', 'FirstCostCenterAssociation'],
    [catalog, 'PortfolioShare', 'SecondCostCenterAssociation'],
  ])('$path: %s waits for %s', (template, later, earlier) => {
    expect([template.Resources[later]?.DependsOn].flat()).toContain(earlier);
  });

  it('constrains the local portfolio, with the ARN of a role of its own account', () => {
    expect(selfService.Resources['LaunchConstraint']?.Properties).toMatchObject({
      PortfolioId: { Ref: 'LocalPortfolio' },
      RoleArn: { 'Fn::GetAtt': 'LaunchRole.Arn' },
    });
    expect(resources('AWS::ServiceCatalog::LaunchRoleConstraint')).toHaveLength(1);
  });

  it('shares once, with tag options', () => {
    const shares = resources('AWS::ServiceCatalog::PortfolioShare');
    expect(shares.map(({ resource }) => resource.Properties['ShareTagOptions'])).toEqual([true]);
  });

  it('calls the portfolio what the workshop calls it', () => {
    expect(property(catalog, 'MasterPortfolio', 'DisplayName')).toBe('Data Scientists - Sample Portfolio');
  });

  it('offers cost centers that no second lab of the account repeats', () => {
    const offered = (LabName: string): unknown =>
      ['FirstCostCenterOption', 'SecondCostCenterOption'].map((id) =>
        evaluate(property(catalog, id, 'Value'), { template: catalog, values: { LabName } }),
      );
    expect(offered('lab')).toEqual(['research', 'production']);
    expect(offered('class-7')).toEqual(['research-class-7', 'production-class-7']);
  });
});

describe('the network', () => {
  it('has no way out but its endpoints', () => {
    const gateways = resources().filter(({ resource }) =>
      /InternetGateway|NatGateway|EC2::Route$|EIP/.test(resource.Type),
    );
    expect(gateways).toEqual([]);
    const subnets = resources('AWS::EC2::Subnet').map(({ resource }) => resource.Properties['MapPublicIpOnLaunch']);
    expect(subnets).toEqual([false, false, false]);
  });

  it('lets nothing in to notebooks, and out of them HTTPS only', () => {
    expect(property(network, 'NotebookSecurityGroup', 'SecurityGroupIngress')).toBeUndefined();
    const into = resources('AWS::EC2::SecurityGroupIngress').map(({ resource }) => resource.Properties['GroupId']);
    expect(into).toEqual([{ Ref: 'EndpointSecurityGroup' }]);
    const out = property(network, 'NotebookSecurityGroup', 'SecurityGroupEgress') as {
      FromPort: number;
      ToPort: number;
    }[];
    expect(out.map(({ FromPort, ToPort }) => [FromPort, ToPort])).toEqual([
      [443, 443],
      [443, 443],
    ]);
  });

  it.each([
    ['', { CidrIp: '0.0.0.0/0' }],
    ['pl-63a5400a', { DestinationPrefixListId: 'pl-63a5400a' }],
  ])('names S3 by prefix list "%s"', (S3PrefixListId, target) => {
    const scope = { template: network, values: { S3PrefixListId } };
    const out = evaluate(property(network, 'NotebookSecurityGroup', 'SecurityGroupEgress'), scope) as unknown[];
    expect(out[1]).toEqual({
      Description: 'S3, through its gateway endpoint',
      IpProtocol: 'tcp',
      FromPort: 443,
      ToPort: 443,
      ...target,
    });
  });

  it('needs of a zone the endpoints that it has', () => {
    const endpoints = resources('AWS::EC2::VPCEndpoint').filter(({ id }) => id !== 'S3Endpoint');
    const services = endpoints.map(({ resource }) => evaluate(resource.Properties['ServiceName'], { template: network, values: {} }));
    expect(services.sort()).toEqual(ZONE_NEEDS.services.map((name) => `com.amazonaws.us-east-1.${name}`).sort());
  });

  it.each([
    [['use1-az1', '', ''], '<Subnet1>'],
    [['use1-az1', 'use1-az2', ''], '<Subnet1>,<Subnet2>'],
    [['use1-az1', '', 'use1-az4'], '<Subnet1>,<Subnet3>'],
    [['use1-az1', 'use1-az2', 'use1-az4'], '<Subnet1>,<Subnet2>,<Subnet3>'],
  ])('in the zones %j has the subnets %s', ([Zone1 = '', Zone2 = '', Zone3 = ''], ids) => {
    const scope = { template: network, values: { Zone1, Zone2, Zone3 } };
    expect(evaluate(network.Outputs['SubnetIds']?.Value, scope)).toBe(ids);
    for (const { resource } of resources('AWS::EC2::VPCEndpoint').filter(({ id }) => id !== 'S3Endpoint')) {
      expect(evaluate(resource.Properties['SubnetIds'], scope)).toEqual(ids.split(','));
    }
  });
});

describe('the notebook', () => {
  it('is private, current and without root', () => {
    expect(product.Resources['Notebook']?.Properties).toMatchObject({
      PlatformIdentifier: 'notebook-al2023-v1',
      DirectInternetAccess: 'Disabled',
      RootAccess: 'Disabled',
      InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
      KmsKeyId: { 'Fn::Sub': '{{resolve:ssm:/mlops/${LabName}/notebook-key-arn}}' },
    });
  });

  it.each([
    ['small', NOTEBOOK_INSTANCE_TYPES[0]],
    ['medium', NOTEBOOK_INSTANCE_TYPES[1]],
    ['large', NOTEBOOK_INSTANCE_TYPES[2]],
  ])('of size %s is an %s', (NotebookSize, type) => {
    const scope = { template: product, values: { NotebookSize } };
    expect(evaluate(property(product, 'Notebook', 'InstanceType'), scope)).toBe(type);
  });

  it('is named like its role, bucket and lifecycle, by its stack', () => {
    const scope = { template: product, values: {} };
    expect(evaluate(property(product, 'Notebook', 'NotebookInstanceName'), scope)).toBe('mlops-lab--nb-12345678');
    expect(evaluate(property(product, 'NotebookRole', 'RoleName'), scope)).toBe('mlops-lab--nb-12345678-us-east-1');
    expect(evaluate(property(product, 'NotebookBucket', 'BucketName'), scope)).toBe(
      'mlops-lab--nb-12345678-222222222222-us-east-1',
    );
  });

  it('pins no version of a parameter', () => {
    expect(product.source).not.toMatch(/\{\{resolve:ssm:[^}]*:[0-9]+\}\}/);
  });
});

describe('links', () => {
  it('lead to the role of the default lab', () => {
    const scope = { template: selfService, values: { DataScientistRole: 'mlops-lab--DataScientist-us-east-1' } };
    expect(evaluate(selfService.Outputs['SwitchRoleLink']?.Value, scope)).toBe(
      'https://signin.aws.amazon.com/switchrole?account=222222222222&roleName=mlops-lab--DataScientist-us-east-1&displayName=mlops-lab',
    );
  });

  it('lead to the console of the partition', () => {
    const values = { 'AWS::Partition': 'aws-us-gov', 'AWS::Region': 'us-gov-west-1' };
    expect(evaluate(product.Outputs['NotebookUrl']?.Value, { template: product, values })).toMatch(
      /^https:\/\/us-gov-west-1\.console\.amazonaws-us-gov\.com\/sagemaker\//,
    );
  });
});
