import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Template } from './model.ts';

type IamCapability = 'CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM';

/** Types that need an acknowledgement, with the property that gives the resource a name of its own (CreateStack, Capabilities). */
const NAME_OF_IAM_TYPE: Readonly<Record<string, string | undefined>> = {
  'AWS::IAM::AccessKey': undefined,
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Policy': undefined,
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
  'AWS::IAM::UserToGroupAddition': undefined,
};

export interface RequiredCapabilities {
  readonly capability: IamCapability;
  readonly types: readonly string[];
}

export function requiredCapabilities({ resources }: Template): RequiredCapabilities | undefined {
  const iam = Object.values(resources).filter(({ type }) => Object.hasOwn(NAME_OF_IAM_TYPE, type));
  if (iam.length === 0) return undefined;
  const named = iam.some(({ type, properties }) => Object.hasOwn(properties, own(NAME_OF_IAM_TYPE, type) ?? ''));
  return {
    capability: named ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM',
    types: [...new Set(iam.map(({ type }) => type))],
  };
}

export function capabilitiesReason({ types }: RequiredCapabilities): string {
  return `The following resource(s) require capabilities: [${types.join(', ')}]`;
}

export function refuseWithoutCapabilities(template: Template, acknowledged: readonly string[] | undefined): void {
  const required = requiredCapabilities(template);
  const sufficient = [required?.capability, 'CAPABILITY_NAMED_IAM'];
  if (!required || acknowledged?.some((capability) => sufficient.includes(capability))) return;
  throw new AwsError('InsufficientCapabilitiesException', `Requires capabilities : [${required.capability}]`);
}
