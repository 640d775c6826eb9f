import type { World } from '../kernel/world.ts';
import { STATE, type StackResource } from './state.ts';

/** Where a resource stands in the template of the stack that made it. */
export interface Origin {
  readonly account: string;
  readonly stack: string;
  /** Logical id. */
  readonly resource: string;
}

/** Types whose policies stand in another resource than the one that they are of. */
const POLICY_TYPES = ['AWS::S3::BucketPolicy', 'AWS::SNS::TopicPolicy', 'AWS::Lambda::Permission'];

/** The resource of a stack in which the policy of what has this ARN (or id) is given, or would be. */
export function stackResourceOf(world: World, arn: string): Origin | undefined {
  const owners = originsOf(world, (resource) => isOf(resource, arn));
  const { type: _, ...origin } = owners.find(({ type }) => POLICY_TYPES.includes(type)) ?? owners[0] ?? {};
  return 'stack' in origin ? origin : undefined;
}

function originsOf(world: World, isMeant: (resource: StackResource) => boolean): (Origin & { type: string })[] {
  return [...world.each(STATE)].flatMap(({ account, value }) =>
    Object.values(value.stacks)
      .filter(({ deletedAt }) => deletedAt === undefined)
      .flatMap(({ name, resources }) =>
        Object.values(resources)
          .filter(isMeant)
          .map(({ logicalId, type }) => ({ account, stack: name, resource: logicalId, type })),
      ),
  );
}

/** Physical ids are names, ids or ARNs, each after its type; bucket names and ids are nobody else's. */
function isOf({ type, physicalId, properties = {} }: StackResource, arn: string): boolean {
  const [, , service = '', , , ...rest] = arn.split(':');
  const name = rest.join(':').replace(/^[\w-]+[/:]/, '');
  switch (type) {
    case 'AWS::S3::Bucket':
    case 'AWS::S3::BucketPolicy':
      return service === 's3' && physicalId === rest.join(':').split('/')[0];
    case 'AWS::SNS::TopicPolicy':
      return [properties['Topics'] ?? []].flat().includes(arn);
    case 'AWS::Lambda::Permission':
      return service === 'lambda' && [arn, name].includes(String(properties['FunctionName']));
    case 'AWS::IAM::Role':
    case 'AWS::IAM::User':
      return isIdentity(type, physicalId, arn);
    default:
      return physicalId !== undefined && (physicalId === arn || (service === 'kms' && physicalId === name));
  }
}

function isIdentity(type: string, physicalId: string | undefined, arn: string): boolean {
  const kind = type === 'AWS::IAM::Role' ? 'role' : 'user';
  const named = new RegExp(`^arn:[\\w-]+:iam::\\d{12}:${kind}/(?:.*/)?([^/]+)$`).exec(arn)?.[1];
  return named !== undefined && named === physicalId;
}
