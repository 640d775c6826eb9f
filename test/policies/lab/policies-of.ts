import { evaluate, type Scope } from '../../templates/evaluate.ts';
import { walk } from '../../templates/template.ts';
import type { PolicyDocument, PolicyKind, RenderedPolicy } from './rendered-policy.ts';

type Properties = Readonly<Record<string, unknown>>;

/** Every policy document in a resource of a template. */
export function policiesOf(id: string, scope: Scope): RenderedPolicy[] {
  const { Type, Properties: written } = scope.template.Resources[id] ?? { Type: '', Properties: {} };
  const properties = evaluate(written, scope) as Properties;
  const boundary = properties['PermissionsBoundary'];
  return [...walk(properties)]
    .filter(([, value]) => isDocument(value))
    .map(([path, value]) => ({
      kind: kindOf(Type, path),
      resource: id,
      of: ownerOf(Type, properties, scope.values[`${id}.Arn`] ?? id),
      ...(typeof boundary === 'string' && { boundary }),
      document: value as PolicyDocument,
    }));
}

function isDocument(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'Statement' in value;
}

function kindOf(type: string, [first]: readonly string[]): PolicyKind {
  if (first === 'AssumeRolePolicyDocument') return 'trust';
  if (type === 'AWS::IAM::Role') return 'identity';
  if (type === 'AWS::IAM::ManagedPolicy') return 'boundary';
  return type === 'AWS::EC2::VPCEndpoint' ? 'endpoint' : 'resource';
}

function ownerOf(type: string, properties: Properties, arn: string): string {
  switch (type) {
    case 'AWS::S3::BucketPolicy':
      return `arn:aws:s3:::${properties['Bucket'] as string}`;
    case 'AWS::SNS::TopicPolicy':
      return (properties['Topics'] as readonly string[])[0] ?? arn;
    case 'AWS::EC2::VPCEndpoint':
      return properties['ServiceName'] as string;
    default:
      return arn;
  }
}
