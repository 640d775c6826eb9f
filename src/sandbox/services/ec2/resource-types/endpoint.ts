import type { CreateVpcEndpointRequest, ModifyVpcEndpointRequest, VpcEndpoint } from '@aws-sdk/client-ec2';

import { ifPresent } from '../../../kernel/absence.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import { documentText } from '../../../kernel/document-text.ts';
import { given, isTrue, refuseUnknown, type PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { endpointChange } from '../endpoints.ts';
import { tagSpecifications, updateTags } from './tags.ts';

const LISTS = ['RouteTableIds', 'SubnetIds', 'SecurityGroupIds'] as const;
const PROPERTIES = [
  ...['VpcId', 'ServiceName', 'VpcEndpointType', 'PolicyDocument', 'PrivateDnsEnabled', 'Tags'],
  ...LISTS,
];

type EndpointProperties = PropertiesOf<
  CreateVpcEndpointRequest,
  'VpcId',
  'ServiceName' | 'VpcEndpointType' | 'PrivateDnsEnabled' | (typeof LISTS)[number]
> & { readonly PolicyDocument?: unknown };

export const endpointType: ResourceType<EndpointProperties> = {
  seconds: { create: 5, update: 5, delete: 5 },
  create(properties, context) {
    refuseUnknown('AWS::EC2::VPCEndpoint', properties, PROPERTIES);
    const { VpcId, ServiceName, VpcEndpointType = 'Gateway', PolicyDocument } = properties;
    const { VpcEndpoint } = context.invoke('ec2', 'CreateVpcEndpoint', {
      VpcId,
      ServiceName,
      VpcEndpointType,
      ...given(properties, LISTS),
      ...(PolicyDocument !== undefined && { PolicyDocument: documentText(PolicyDocument) }),
      // Unlike the API, CloudFormation leaves private DNS off unless it is asked for.
      ...(VpcEndpointType === 'Interface' && { PrivateDnsEnabled: isTrue(properties.PrivateDnsEnabled) }),
      ...tagSpecifications('vpc-endpoint', properties, context),
    });
    return { physicalId: VpcEndpoint?.VpcEndpointId ?? '' };
  },
  update(id, properties, previous, context) {
    context.invoke('ec2', 'ModifyVpcEndpoint', { VpcEndpointId: id, ...modification(properties, previous) });
    updateTags(id, properties, previous, context);
  },
  /** The API reports a failure in its answer rather than as an error. */
  delete(id, _properties, context) {
    const input = { VpcEndpointIds: [id] };
    const { Unsuccessful } = context.invoke('ec2', 'DeleteVpcEndpoints', input);
    const { Code = '', Message = '' } = Unsuccessful?.[0]?.Error ?? {};
    if (Code && Code !== 'InvalidVpcEndpointId.NotFound') throw new AwsError(Code, Message);
  },
  settled(id, phase, context) {
    const endpoint = described(id, context);
    const isSettled = phase === 'delete' ? endpoint === undefined : String(endpoint?.State) === 'available';
    return isSettled || { notBefore: endpointChange(id, context) };
  },
  attributes(id, _properties, context) {
    const endpoint = described(id, context);
    return {
      Id: id,
      CreationTimestamp: endpoint?.CreationTimestamp?.toISOString(),
      NetworkInterfaceIds: endpoint?.NetworkInterfaceIds,
      DnsEntries: endpoint?.DnsEntries?.map(({ HostedZoneId, DnsName }) => `${HostedZoneId}:${DnsName}`),
    };
  },
};

function described(id: string, context: ResourceContext): VpcEndpoint | undefined {
  const input = { VpcEndpointIds: [id] };
  return ifPresent(['InvalidVpcEndpointId.NotFound'], () => context.invoke('ec2', 'DescribeVpcEndpoints', input))
    ?.VpcEndpoints?.[0];
}

type Modification = Omit<ModifyVpcEndpointRequest, 'VpcEndpointId'>;

function modification(properties: EndpointProperties, previous: EndpointProperties): Modification {
  const lists = LISTS.flatMap((name) => {
    const [wanted, held] = [properties[name] ?? [], previous[name] ?? []];
    const added = wanted.filter((id) => !held.includes(id));
    const removed = held.filter((id) => !wanted.includes(id));
    return [
      ...(added.length > 0 ? [[`Add${name}`, added] as const] : []),
      ...(removed.length > 0 ? [[`Remove${name}`, removed] as const] : []),
    ];
  });
  const { PolicyDocument } = properties;
  return {
    ...Object.fromEntries(lists),
    ...(PolicyDocument === undefined ? { ResetPolicy: true } : { PolicyDocument: documentText(PolicyDocument) }),
    ...(properties.VpcEndpointType === 'Interface' && {
      PrivateDnsEnabled: isTrue(properties.PrivateDnsEnabled),
    }),
  };
}
