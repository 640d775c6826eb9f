import type { DescribeSecurityGroupsResult, DescribeVpcEndpointsResult } from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';
import type { Principal } from '../../src/sandbox/kernel/principal.ts';
import { holderByArn } from '../../src/sandbox/services/iam/holders.ts';
import { LAB } from '../support/rehearsal.ts';
import { become, inNotebook, operatorOf } from './people.ts';
import { labWithScientist, launch } from './stage.ts';

const FOREIGN = '999988887777';
const { tools, datascience } = LAB.accounts;

/** What can leave the network of the notebooks, and what cannot although IAM has nothing against it. */
describe('the network of a notebook', async () => {
  const stage = await labWithScientist();
  const { sandbox } = stage;
  const operator = operatorOf(sandbox, datascience.id);
  const { NotebookName: NotebookInstanceName = '' } = launch(stage, 'ada').outputs;
  const notebook = inNotebook(sandbox, datascience.id, NotebookInstanceName);
  const { network } = notebook.principal;

  it('lets the notebook do its work, and the observer whom it becomes', () => {
    notebook.invoke('sagemaker', 'DescribeNotebookInstance', { NotebookInstanceName });
    const observer = become(sandbox, notebook, `arn:aws:iam::${tools.id}:role/mlops-lab--observer-us-east-1`);
    observer.invoke('codepipeline', 'GetPipelineState', { name: 'mlops-lab' });
    observer.invoke('sagemaker', 'ListModelPackages', { ModelPackageGroupName: 'mlops-lab' });
  });

  /** Somebody else's keys, brought into a notebook. */
  const stranger: Principal = {
    kind: 'root',
    account: FOREIGN,
    arn: `arn:aws:iam::${FOREIGN}:root`,
    userId: FOREIGN,
    ...(network && { network }),
  };

  function refusal(service: string, operation: string, input: object): string | undefined {
    try {
      sandbox.cloud.answer({ principal: stranger, account: FOREIGN, region: LAB.region, service, operation, input });
    } catch (error) {
      const { message } = error as Error;
      if (message.includes('VPC endpoint policy')) return message;
    }
    return undefined;
  }

  it.each([
    ['sagemaker.api', 'sagemaker', 'ListTrainingJobs', {}],
    ['sagemaker.runtime', 'sagemaker', 'InvokeEndpoint', { EndpointName: 'theirs', Body: new Uint8Array([1]) }],
    ['sts', 'sts', 'GetCallerIdentity', {}],
    [
      'logs',
      'logs',
      'PutLogEvents',
      { logGroupName: 'theirs', logStreamName: 'theirs', logEvents: [{ timestamp: 1, message: 'theirs' }] },
    ],
    ['codepipeline', 'codepipeline', 'ListPipelines', {}],
  ])('keeps strangers from %s by its endpoint policy alone', (endpoint, service, operation, input) => {
    const refused = refusal(service, operation, input);
    expect(refused).toMatch(/ because no VPC endpoint policy allows the \S+ action \(sandbox: /);
    const restore = openToAll(endpoint);
    expect(refusal(service, operation, input)).toBeUndefined();
    restore();
    expect(refusal(service, operation, input)).toBe(refused);
  });

  it.each(['iam', 'ec2', 'ssm', 'kms', 'servicecatalog', 'cloudformation'])('does not lead to %s', (service) => {
    const operation = { iam: 'ListRoles', ec2: 'DescribeVpcs', ssm: 'DescribeParameters', kms: 'ListKeys' }[service];
    expect(() => notebook.invoke(service, operation ?? 'ListAny', {})).toThrow(
      `the sandbox: ${service} of us-east-1 does`,
    );
  });

  it("takes no interface of the lab's roles in the group that lets out everything", () => {
    const Filters = [{ Name: 'group-name', Values: ['default'] }];
    const asked = operator.invoke<DescribeSecurityGroupsResult>('ec2', 'DescribeSecurityGroups', { Filters });
    const [group] = asked.SecurityGroups ?? [];
    const [, name = ''] = stage.launchRole.split('role/');
    const arn = `arn:aws:sts::${datascience.id}:assumed-role/${name}/servicecatalog`;
    const principal: Principal = {
      kind: 'assumed-role',
      account: datascience.id,
      arn,
      roleArn: stage.launchRole,
      userId: `${holderByArn(sandbox.cloud.world, stage.launchRole)?.id ?? ''}:servicecatalog`,
    };
    const input = { SubnetId: network?.subnet, Groups: [group?.GroupId ?? ''] };
    const where = {
      account: datascience.id,
      region: LAB.region,
      service: 'ec2',
      operation: 'CreateNetworkInterface',
    } as const;
    expect(() => sandbox.cloud.invoke({ principal, ...where, input })).toThrow(
      `is not authorized to perform: ec2:CreateNetworkInterface on resource: arn:aws:ec2:us-east-1:${datascience.id}:security-group/${group?.GroupId ?? ''}`,
    );
  });

  /** Gives an endpoint the policy that it has without one of its own; the function that is given puts its own back. */
  function openToAll(service: string): () => void {
    const Filters = [{ Name: 'service-name', Values: [`com.amazonaws.us-east-1.${service}`] }];
    const found = operator.invoke<DescribeVpcEndpointsResult>('ec2', 'DescribeVpcEndpoints', { Filters });
    const { VpcEndpointId, PolicyDocument } = found.VpcEndpoints?.[0] ?? {};
    operator.invoke('ec2', 'ModifyVpcEndpoint', { VpcEndpointId, ResetPolicy: true });
    return () => void operator.invoke('ec2', 'ModifyVpcEndpoint', { VpcEndpointId, PolicyDocument });
  }
});
